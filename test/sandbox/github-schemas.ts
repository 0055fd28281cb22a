/** GitHub's published schemas, compiled on demand and once each. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';

const require = createRequire(import.meta.url);
const addFormats = (require('ajv-formats') as { default: (ajv: Ajv) => Ajv }).default;

type Schema = Record<string, unknown>;
interface RestDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Schema>> }>>>>;
  readonly components: Schema;
}
interface WebhookDocument {
  readonly webhooks: Readonly<Record<string, unknown>>;
  readonly components: Schema;
}

/** One mistake, without the noise of branches that were tried. */
export interface Mistake {
  readonly at: string;
  readonly message: string;
}

export interface Contract {
  /** `null`: the document knows no JSON body for this answer. `template`: with any names for the parameters. */
  checkResponse(method: string, template: string, status: number, body: unknown): readonly Mistake[] | null;
  /** `null`: the document does not know the event. */
  checkWebhook(event: string, action: string | null, body: unknown): readonly Mistake[] | null;
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(fileURLToPath(new URL(`generated/${file}`, import.meta.resolve('@octokit/openapi'))), 'utf8'));
}

function readWebhooks(file: string): unknown {
  return JSON.parse(readFileSync(fileURLToPath(new URL(`generated/${file}`, import.meta.resolve('@octokit/openapi-webhooks'))), 'utf8'));
}

/** REST as the GitHub Enterprise Server that the sandbox says it is; webhooks as github.com, whose document alone knows merge groups. */
export function loadContract(): Contract {
  const rest = read('ghes-3.19.json') as RestDocument;
  const hooks = readWebhooks('api.github.com.json') as WebhookDocument;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true, logger: false });
  addFormats(ajv);
  // OpenAPI 3.0 says `nullable`, which JSON Schema does not know.
  ajv.addSchema({ components: withNull(rest.components) }, 'rest');
  ajv.addSchema({ components: hooks.components }, 'hooks');
  const byShape = new Map(Object.entries(rest.paths).map(([path, methods]) => [shapeOf(path), methods]));
  const compiled = new Map<string, ValidateFunction>();
  const compile = (key: string, schema: () => Schema): ValidateFunction => {
    const known = compiled.get(key) ?? ajv.compile(schema());
    compiled.set(key, known);
    return known;
  };
  return {
    checkResponse(method, template, status, body) {
      let response = byShape.get(shapeOf(template))?.[method.toLowerCase()]?.responses[String(status)];
      const ref = response?.['$ref'];
      if (typeof ref === 'string') response = resolve(rest, ref);
      const content = response?.['content'] as Record<string, { schema?: Schema }> | undefined;
      const schema = content?.['application/json']?.schema;
      if (!schema) return null;
      return run(
        compile(`${method} ${template} ${status}`, () => rebase(withNull(schema), 'rest')),
        body,
      );
    },
    checkWebhook(event, action, body) {
      const name = `${event}${action === null ? '' : `-${action}`}`.replaceAll('_', '-');
      if (!(name in hooks.webhooks)) return null;
      return run(
        compile(`hook ${name}`, () => ({ $ref: `hooks#/components/schemas/webhook-${name}` })),
        body,
      );
    },
  };
}

function run(validate: ValidateFunction, body: unknown): readonly Mistake[] {
  if (validate(body)) return [];
  return (validate.errors ?? []).map((error) => ({
    at: error.instancePath,
    message: `${error.message ?? ''} ${JSON.stringify(error.params)}`,
  }));
}

function shapeOf(path: string): string {
  return path.replace(/\{[^}]+\}/g, '{}');
}

function resolve(document: unknown, ref: string): Schema {
  let at = document as Schema;
  for (const part of ref.slice(2).split('/')) at = at[part] as Schema;
  return at;
}

function withNull(value: unknown): Schema {
  return rewrite(value, (schema) => {
    if (schema['nullable'] !== true) return schema;
    const { nullable: _, ...rest } = schema;
    return { anyOf: [rest, { type: 'null' }] };
  }) as Schema;
}

/** Lets references inside one response find the whole document. */
function rebase(schema: Schema, document: string): Schema {
  return rewrite(schema, (one) => {
    const ref = one['$ref'];
    return typeof ref === 'string' && ref.startsWith('#') ? { ...one, $ref: document + ref } : one;
  }) as Schema;
}

function rewrite(value: unknown, change: (schema: Schema) => Schema): unknown {
  if (Array.isArray(value)) return value.map((one) => rewrite(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return change(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rewrite(one, change)])));
}
