/** The rules that a SARIF log's results name, once each. Pure. */
import type { ScanFinding } from '#src/finding/finding.ts';
import type { NewFinding } from './outcome.ts';
import type { SarifLevel, SarifRule } from './sarif-log.ts';

/**
 * What code scanning sorts by. Rules of severity error are written for precision, the others for breadth.
 * Source: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
const GRADES: Readonly<
  Record<
    ScanFinding['severity'],
    { readonly level: SarifLevel; readonly precision: string; readonly problem: string; readonly score: string }
  >
> = {
  error: { level: 'error', precision: 'high', problem: 'error', score: '8.0' },
  warning: { level: 'warning', precision: 'medium', problem: 'warning', score: '5.0' },
  info: { level: 'note', precision: 'low', problem: 'recommendation', score: '2.0' },
};
/** Code scanning refuses a rule with more. */
const TAGS = 20;

export function sarifRules(fresh: readonly NewFinding[]): {
  readonly rules: readonly SarifRule[];
  readonly indexOf: (rule: string) => number;
} {
  const first = new Map<string, ScanFinding>();
  for (const { finding } of fresh) if (!first.has(finding.rule)) first.set(finding.rule, finding);
  const ids = [...first.keys()];
  return { rules: [...first.values()].map(toRule), indexOf: (rule) => ids.indexOf(rule) };
}

function toRule({ rule, severity, message, fix, references, cwe }: ScanFinding): SarifRule {
  const grade = GRADES[severity];
  const parts = [message, ...(fix === undefined ? [] : [fix])];
  const helpUri = references.find((url) => URL.canParse(url));
  return {
    id: rule,
    name: rule,
    shortDescription: { text: rule.replace(/^countersign\./u, '').replaceAll(/[-.]/gu, ' ') },
    fullDescription: { text: message.slice(0, 1000).toWellFormed() },
    help: {
      text: [...parts, ...references].join('\n\n').toWellFormed(),
      markdown: [...parts.map(asPlainText), ...references.map((url) => `- <${url}>`)].join('\n\n').toWellFormed(),
    },
    ...(helpUri === undefined ? {} : { helpUri: new URL(helpUri).href }),
    defaultConfiguration: { level: grade.level },
    properties: {
      precision: grade.precision,
      'problem.severity': grade.problem,
      'security-severity': grade.score,
      tags: [...new Set(['security', ...cwe.map((name) => `external/cwe/${name.toLowerCase()}`)])].slice(0, TAGS),
    },
  };
}

function asPlainText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/gu, (sign) => `\\${sign}`);
}
