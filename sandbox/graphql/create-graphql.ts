/** `POST /api/graphql`: GitHub's own schema, really executed; the schema is read at the first query. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildSchema, graphql, type GraphQLSchema } from 'graphql';
import type { Context } from 'hono';
import { z } from 'zod';
import { findCaller } from '#sandbox/auth/caller.ts';
import type { SandboxEnv } from '#sandbox/faults/fault-layer.ts';
import { toAnswer } from '#sandbox/rest/answer-response.ts';
import { Refusal } from '#sandbox/state/refusal.ts';
import type { World } from '#sandbox/state/world.ts';
import { graphqlRoot } from './graphql-root.ts';

const QueryBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

let schema: Promise<GraphQLSchema> | undefined;

/** Takes about half a second, so it waits until someone asks. */
function githubSchema(): Promise<GraphQLSchema> {
  schema ??= readFile(fileURLToPath(new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'))), 'utf8').then((text) =>
    buildSchema(text, { assumeValidSDL: true, assumeValid: true, noLocation: true }),
  );
  return schema;
}

export function createGraphql(world: World): (c: Context<SandboxEnv>) => Promise<Response> {
  return async (c) => {
    try {
      const caller = await findCaller(world, c.req.header('authorization'));
      c.get('logged').caller = caller.kind;
      if (caller.kind === 'anonymous') throw new Refusal(401, 'This endpoint requires you to be authenticated.');
      const body = QueryBody.safeParse(await c.req.json().catch(() => undefined));
      if (!body.success) throw new Refusal(400, 'Problems parsing JSON');
      const result = await graphql({
        schema: await githubSchema(),
        source: body.data.query,
        rootValue: graphqlRoot({ world, caller }),
        variableValues: body.data.variables ?? {},
        operationName: body.data.operationName ?? null,
      });
      const errors = result.errors?.map((error) => {
        const type = error.extensions['type'];
        return {
          ...(typeof type === 'string' ? { type } : {}),
          ...(error.path ? { path: error.path } : {}),
          locations: error.locations,
          message: error.message,
        };
      });
      return c.json({ ...(result.data === undefined ? {} : { data: result.data }), ...(errors ? { errors } : {}) });
    } catch (error) {
      const answer = toAnswer(error);
      if (answer.status === 500) console.error('sandbox: GraphQL', error);
      return new Response(JSON.stringify(answer.body), {
        status: answer.status,
        headers: { 'content-type': 'application/json; charset=utf-8' },
      });
    }
  };
}
