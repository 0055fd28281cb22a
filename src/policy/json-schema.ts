/** The repository's file as JSON Schema, so that editors complete and check it. Made from the settings themselves. */
import { z } from 'zod';
import { operatorOnly, settingNames, settingOf } from './settings.ts';

interface Branch {
  type: 'object';
  additionalProperties: false;
  properties: Record<string, object>;
}
const branch = (): Branch => ({ type: 'object', additionalProperties: false, properties: {} });

export function repositorySchema(): object {
  const root = branch();
  for (const name of settingNames) {
    const { schema, standard, about, bound } = settingOf(name);
    if (bound === operatorOnly) continue;
    const { $schema: _, ...shape } = z.toJSONSchema(schema, { target: 'draft-7' });
    const parts = name.split('.');
    const leaf = parts.pop() ?? name;
    let at = root;
    for (const part of parts) at = (at.properties[part] ??= branch()) as Branch;
    const limits = bound === undefined ? '' : ` Set by the operator; ${bound}.`;
    at.properties[leaf] = { ...shape, default: standard, description: `${about}${limits}` };
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Countersign, .github/countersign.yml',
    description: 'Read from the base branch only. A value that is left out is the operator’s.',
    ...root,
  };
}
