/** Summary and details of a finished check, in Markdown. Pure. */
import type { PullRequest } from '#src/pull-request.ts';
import { block, code, plain } from './markdown.ts';
import type { GateResult, NewFinding, SetAsideFile } from './outcome.ts';
import { scopeOfFile, scopeOfFinding, shortIdOf } from './waiver.ts';
import * as wording from './wording.ts';

const ROWS = 50;
const FILES = 30;
const DETAILS = 30;

/** What a reader needs to decide what to do; well below GitHub's limit of 65,535 characters. */
export function summaryOf(pull: PullRequest, result: GateResult): string {
  const blocking = result.fresh.filter((one) => one.blocks);
  const advisory = result.fresh.filter((one) => !one.blocks && one.waiver === undefined);
  const sections = [
    table(wording.blockingHead, blocking, pull),
    uncheckedSection(result),
    blocking.length > 0 || result.unchecked.some((one) => one.waiver === undefined) ? wording.waiveHint : '',
    waivedSection(result),
    table(wording.advisoryHead, advisory, pull),
    files(wording.withoutBaseHead, result.withoutBase, wording.withoutBaseIntro),
    files(wording.setAsideHead, result.setAside),
    files(
      wording.outsideHead,
      result.outside.map((path) => ({ path, reason: '' })),
    ),
    wording.known(result.known),
    wording.extent({
      scanned: result.scanned.length,
      searched: result.secretsSearched,
      rules: result.scan.ruleCount,
      engine: result.scan.engineVersion,
      pack: result.scan.packDigest,
      head: pull.headSha,
      base: result.mergeBaseSha,
    }),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

/** The matched code and its flow, finding by finding. */
export function detailsOf({ fresh }: GateResult): string {
  const shown = fresh.slice(0, DETAILS).map(({ finding }) => {
    const { path, startLine } = finding.place;
    const flow = wording.trace(finding.trace.map((step) => step.startLine));
    const links = finding.references.slice(0, 4).map((url) => `<${url}>`);
    return [`**${plain(finding.rule)}** ${code(`${path}:${startLine}`)}`, block(finding.code), flow, ...links]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  if (fresh.length > DETAILS) shown.push(wording.more(fresh.length - DETAILS));
  return shown.join('\n\n');
}

function table(head: string, findings: readonly NewFinding[], pull: PullRequest): string {
  if (findings.length === 0) return '';
  const rows = findings.slice(0, ROWS).map((one) => {
    const { finding } = one;
    const id = one.blocks ? ` ${code(shortIdOf(scopeOfFinding(one)))}` : '';
    const name = [plain(finding.rule), ...finding.cwe.map((cwe) => plain(cwe))].join(', ');
    return `| ${name}${id} | ${where(finding.place.path, finding.place.startLine, pull)} | ${plain(finding.message)}${one.replanted === true ? ` ${wording.replanted}` : ''} | ${plain(finding.fix ?? '')} |`;
  });
  const rest = findings.length > ROWS ? `\n\n${wording.more(findings.length - ROWS)}` : '';
  return `### ${head}\n\n${wording.tableHead}\n${rows.join('\n')}${rest}`;
}

function where(path: string, line: number, pull: PullRequest): string {
  const place = code(`${path}:${line}`);
  const repository = /^https?:\/\/[^\s()<>]+(?=\/pull\/\d+$)/u.exec(pull.htmlUrl)?.[0];
  if (repository === undefined || !path.isWellFormed()) return place;
  const encoded = path
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[()'*!]/gu, (sign) => `%${sign.charCodeAt(0).toString(16)}`));
  return `[${place}](${repository}/blob/${pull.headSha}/${encoded.join('/')}#L${line})`;
}

function uncheckedSection(result: GateResult): string {
  const unchecked = result.unchecked.filter((one) => one.waiver === undefined);
  if (unchecked.length === 0) return '';
  const listed = unchecked.map((file) => {
    const scope = scopeOfFile(file);
    const reason = `${file.reason} (${file.retry ? wording.retryHint : wording.noRetryHint})`;
    return { path: file.path, reason, ...(scope === undefined ? {} : { id: shortIdOf(scope) }) };
  });
  const hint = unchecked.some((one) => one.retry) ? ` ${wording.retry}` : '';
  return files(wording.uncheckedHead, listed, `${wording.uncheckedIntro}${hint}`);
}

/** Who let what pass, why, and until when: as visible as a finding. */
function waivedSection({ fresh, unchecked }: GateResult): string {
  const waived = [
    ...fresh.flatMap((one) => (one.waiver === undefined ? [] : [{ scope: scopeOfFinding(one), waiver: one.waiver }])),
    ...unchecked.flatMap((file) => {
      const scope = scopeOfFile(file);
      return file.waiver === undefined || scope === undefined ? [] : [{ scope, waiver: file.waiver }];
    }),
  ];
  if (waived.length === 0) return '';
  const rows = waived.slice(0, ROWS).map(({ scope, waiver }) => {
    const cells = [`${plain(scope.rule)} ${code(shortIdOf(scope))}`, code(scope.path), code(waiver.login), plain(waiver.reason)];
    return `| ${cells.join(' | ')} | ${waiver.expiresAt.slice(0, 16).replace('T', ' ')} UTC |`;
  });
  const rest = waived.length > ROWS ? `\n\n${wording.more(waived.length - ROWS)}` : '';
  return `### ${wording.waivedHead}\n\n${wording.waivedTableHead}\n${rows.join('\n')}${rest}`;
}

function files(head: string, list: readonly (SetAsideFile & { readonly id?: string })[], intro = ''): string {
  if (list.length === 0) return '';
  const lines = list
    .slice(0, FILES)
    .map(({ path, reason, id }) => `- ${code(path)}${id === undefined ? '' : ` ${code(id)}`}${reason === '' ? '' : `: ${plain(reason)}`}`);
  if (list.length > FILES) lines.push(`- ${wording.more(list.length - FILES)}`);
  return [`### ${head}`, intro, lines.join('\n')].filter((part) => part !== '').join('\n\n');
}
