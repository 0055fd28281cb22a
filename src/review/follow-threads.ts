/** The life of our threads over pushes: replies are heard, questions answered once, and what is fixed is resolved with its proof. */
import { z } from 'zod';
import type { Model } from '#src/ask-model.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { renderHunks } from '#src/diff/render-hunks.ts';
import { enclosingWindow, renderWindow } from './enclosing-window.ts';
import { readFindingMark } from './fingerprint.ts';
import { verificationOutputTokens } from './limits.ts';
import { pointOf } from './point-gone.ts';
import { readReply } from './read-reply.ts';
import type { ReplyKind } from './read-reply.ts';
import type { StoredFinding } from './stored-findings.ts';
import { answerInThread, proofOf } from './thread-wording.ts';

export interface OwnThread {
  readonly id: string;
  readonly resolved: boolean;
  readonly rootId: number;
  readonly body: string;
  readonly thumbsUp: number;
  readonly thumbsDown: number;
  readonly replies: readonly {
    readonly id: number;
    readonly by: 'us' | 'person' | 'bot';
    readonly personId: number;
    readonly login: string;
    readonly body: string;
  }[];
}

export interface HeardReply {
  readonly commentId: number;
  readonly fingerprint: string;
  readonly kind: ReplyKind;
  readonly reason: string;
  readonly personId: number;
  readonly login: string;
}

export interface ThreadPorts {
  readonly listThreads: () => Promise<readonly OwnThread[]>;
  /** What was posted before, by fingerprint. */
  readonly posted: () => Promise<ReadonlyMap<string, StoredFinding>>;
  /** @returns false when this reply was heard before. A rejection counts as a dismissal from then on. */
  readonly hear: (reply: HeardReply) => Promise<boolean>;
  readonly countThumbs: (rootId: number, fingerprint: string, up: number, down: number) => Promise<void>;
  /** Once by key, then the thread is resolved when `resolve`. */
  readonly reply: (thread: OwnThread, key: string, body: string, resolve: boolean) => Promise<void>;
}

export interface HeadFiles {
  readonly headSha: string;
  readonly files: readonly ChangedFile[];
  readonly headTexts: ReadonlyMap<string, string>;
}

export type ThreadEnding = { readonly fingerprint: string; readonly kind: 'resolved' | 'answered' | 'left'; readonly why: string };

const answer = z.object({ answer: z.string() });

/** A thread with a person's reply is never resolved by us: people are talking there. */
export async function followThreads(
  head: HeadFiles,
  ports: ThreadPorts,
  model: Model | undefined,
  signal?: AbortSignal,
): Promise<readonly ThreadEnding[]> {
  const threads = await ports.listThreads();
  if (threads.length === 0) return [];
  const posted = await ports.posted();
  const endings: ThreadEnding[] = [];
  for (const thread of threads) {
    signal?.throwIfAborted();
    const fingerprint = readFindingMark(thread.body);
    if (fingerprint !== undefined)
      endings.push({ fingerprint, ...(await follow(thread, fingerprint, posted.get(fingerprint), head, ports, model, signal)) });
  }
  return endings;
}

type Ending = Omit<ThreadEnding, 'fingerprint'>;

async function follow(
  thread: OwnThread,
  fingerprint: string,
  finding: StoredFinding | undefined,
  head: HeadFiles,
  ports: ThreadPorts,
  model: Model | undefined,
  signal: AbortSignal | undefined,
): Promise<Ending> {
  if (thread.thumbsUp + thread.thumbsDown > 0) await ports.countThumbs(thread.rootId, fingerprint, thread.thumbsUp, thread.thumbsDown);
  const people = thread.replies.filter(({ by }) => by === 'person');
  let answered = false;
  for (const { id, body, personId, login } of people) {
    const { kind, reason } = readReply(body);
    const fresh = await ports.hear({ commentId: id, fingerprint, kind, reason, personId, login });
    if (!fresh || kind !== 'question' || finding === undefined || thread.resolved) continue;
    await ports.reply(thread, `answer-${id}`, answerInThread(finding, await answerOf(finding, reason, head, model, signal)), false);
    answered = true;
  }
  if (answered) return { kind: 'answered', why: 'a person asked' };
  if (thread.resolved) return { kind: 'left', why: 'resolved already' };
  if (people.length > 0) return { kind: 'left', why: 'a person replied' };
  if (finding === undefined) return { kind: 'left', why: 'what was said is not in the records' };
  const { path } = finding.place;
  const file = head.files.find((one) => one.path === path) ?? head.files.find((one) => one.previousPath === path);
  const text = file && head.headTexts.get(file.path);
  const point = pointOf(finding, file, text);
  if (point.kind === 'stands') return { kind: 'left', why: point.why };
  const why = point.kind === 'gone' ? point : await lookAgain(finding, file, text, model, signal);
  if (why === undefined) return { kind: 'left', why: 'nobody could tell that the point is gone' };
  const proof = proofOf(finding, head.headSha, why);
  await ports.reply(thread, `resolved-${thread.rootId}`, proof, true);
  return { kind: 'resolved', why: proof };
}

const gone = z.object({ why: z.string(), defect: z.enum(['yes', 'no', 'unsure']) });

/** Only a clear no counts. */
async function lookAgain(
  finding: StoredFinding,
  file: ChangedFile | undefined,
  text: string | undefined,
  model: Model | undefined,
  signal: AbortSignal | undefined,
): Promise<{ readonly kind: 'look'; readonly why: string } | undefined> {
  if (model === undefined || file === undefined || text === undefined) return undefined;
  const said = await model.ask({
    task: 'verify',
    prompt: 'review-fixed',
    data: [
      { label: 'code', text: codeNow(finding, file, text) },
      { label: 'comment', text: commentOf(finding) },
    ],
    schema: gone,
    schemaName: 'fixed_look',
    maxOutputTokens: verificationOutputTokens,
    ...(signal && { signal }),
  });
  return said.kind === 'answered' && said.value.defect === 'no' ? { kind: 'look', why: said.value.why } : undefined;
}

async function answerOf(
  finding: StoredFinding,
  question: string,
  head: HeadFiles,
  model: Model | undefined,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const file = head.files.find(({ path }) => path === finding.place.path);
  const text = file && head.headTexts.get(file.path);
  if (model === undefined || file === undefined || text === undefined) return undefined;
  const said = await model.ask({
    task: 'verify',
    prompt: 'review-answer',
    data: [
      { label: 'code', text: codeNow(finding, file, text) },
      { label: 'comment', text: commentOf(finding) },
      { label: 'question', text: question },
    ],
    schema: answer,
    schemaName: 'thread_answer',
    maxOutputTokens: verificationOutputTokens,
    ...(signal && { signal }),
  });
  return said.kind === 'answered' ? said.value.answer : undefined;
}

const windowLines = 60;

/** Around where the code stood, or what the change is now. */
function codeNow({ place }: StoredFinding, file: ChangedFile, text: string): string {
  const lines = text.split('\n');
  const at = place.startLine ?? 1;
  if (at > lines.length) return renderHunks(file, file.hunks.slice(0, 3)).slice(0, 6_000);
  return `## File: ${file.path}\n${renderWindow(lines, enclosingWindow(lines, at, Math.min(place.line ?? at, lines.length), windowLines))}`;
}

function commentOf({ proposal, place }: StoredFinding): string {
  return `It quoted:\n${(place.code ?? '').slice(0, 1_000)}\n\nIt said: ${proposal.title.slice(0, 200)}. ${proposal.reason.slice(0, 1_000)}`;
}
