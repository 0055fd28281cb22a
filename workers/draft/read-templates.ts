/** The base branch's pull-request templates. Never the head's: a template is an instruction to the author. */
import { readBaseTip } from '#workers/policy/configuration.ts';
import type { OpenPull } from '#workers/world.ts';
import { opensTemplates, templatePaths } from '#src/summary/template.ts';
import type { TemplateFile } from '#src/summary/template.ts';

/** Nobody chooses among more. */
const MOST = 20;

export async function readTemplates(open: OpenPull): Promise<readonly TemplateFile[]> {
  const place = { branch: open.pull.baseRef };
  const tip = await readBaseTip(open);
  const paths = templatePaths(await open.listFilesAt(tip, opensTemplates, place)).slice(0, MOST);
  const files = await Promise.all(paths.map(async (path) => ({ path, file: await open.readFileAt(tip, path, place) })));
  return files.flatMap(({ path, file }) => (file.kind === 'text' ? [{ path, text: file.text }] : []));
}
