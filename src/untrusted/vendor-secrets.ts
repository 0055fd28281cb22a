import { setImmediate as nextTurn } from 'node:timers/promises';
import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import type { RawMatch } from './assignment-secrets.ts';

// The profiler keeps every mark it ever made: a leak in a process that stays up. https://github.com/secretlint/secretlint/issues/1633
secretLintProfiler.setEnabled(false);

/**
 * The preset's rules, one by one, without its comment filter: a pull request could hide a key behind the words
 * `secretlint-disable`. The rules' own ids stand in the descriptors, because core refuses a rule it saw twice.
 */
const VENDOR_RULES = rules
  .filter((rule) => !rule.meta.id.endsWith('-filter-comments'))
  .map((rule) => ({ id: rule.meta.id, rule, options: {} }));

/** Some vendor patterns look back and forth over a few thousand characters: windows keep a 30 MB line linear. */
const WINDOW = 64 * 1024;
const OVERLAP = 12 * 1024;

/** One cheap pass that tells whether any vendor rule can match at all; most windows hold none of these words. */
const ANCHOR =
  /SECRET|Secret|secret|PRIVATE KEY|:\/\/|_authToken|npm_|xox|xapp-|hooks\.slack|sk-|gsk_|hf_|lin_api_|ntn_|SG\.|shp(?:pa|ca|at|ss)_|[sr]k_(?:live|test)_|gh[pousr]_|github_pat_|glpat-|gl(?:c|sa)_|ops_ey|hv[sbr]\.|vc[piark]_|dapi|dckr_|figd_|cf(?:k|ut|at)_|tskey-|private_key|aws/i;

export async function findVendorSecrets(text: string): Promise<RawMatch[]> {
  const matches: RawMatch[] = [];
  for (let at = 0; at < text.length; at += WINDOW) {
    // A window begins a little early and ends a little late, so that a token over its border is whole in one of the two.
    const start = Math.max(0, at - OVERLAP);
    const content = text.slice(start, at + WINDOW);
    if (ANCHOR.test(content)) matches.push(...(await lintWindow(content, start)));
    if (at > 0) await nextTurn();
  }
  return matches;
}

async function lintWindow(content: string, offset: number): Promise<RawMatch[]> {
  const result = await lintSource({
    source: { content, filePath: 'text', ext: '.txt', contentType: 'text' },
    options: { config: { rules: VENDOR_RULES }, noPhysicFilePath: true },
  });
  return result.messages.map((message) => ({
    kind: message.ruleId.replace(/^.*secretlint-rule-/, ''),
    start: message.range[0] + offset,
    end: message.range[1] + offset,
  }));
}
