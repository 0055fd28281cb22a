/** What people say in our threads: heard once, and a question answered once, with the evidence. */
import { z } from 'zod';
import type { Model } from '#src/ask-model.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { renderHunks } from '#src/diff/render-hunks.ts';
import { enclosingWindow, renderWindow } from './enclosing-window.ts';
import { readFindingMark } from './fingerprint.ts';
import { verificationOutputTokens } from './limits.ts';
import type { HeadFiles, OwnThread, ThreadPorts } from './own-thread.ts';
import { readReply } from './read-reply.ts';
import type { StoredFinding } from './stored-findings.ts';
import { answerInThread } from './thread-wording.ts';

const answer = z.object({ answer: z.string() });
/** In one thread: whoever asks on and on costs tokens, and people are there to talk. */
const mostAnswers = 5;

interface Hearing {
  /** Read only when somebody asks. */
  readonly readHead: () => Promise<HeadFiles>;
  readonly ports: ThreadPorts;
  readonly model: Model | undefined;
  readonly signal?: AbortSignal | undefined;
  /** `false`: nothing may be said now; a question waits for the next review. */
  readonly mayAnswer?: boolean;
}

/** One thread, as soon as somebody replied there. Nothing is resolved: only a push does that. */
export async function hearThread(rootId: number, hearing: Hearing): Promise<'not ours' | 'heard' | 'answered'> {
  const thread = (await hearing.ports.listThreads()).find((one) => one.rootId === rootId);
  const fingerprint = thread && readFindingMark(thread.body);
  if (thread === undefined || fingerprint === undefined) return 'not ours';
  const { answered } = await hearReplies(thread, fingerprint, (await hearing.ports.posted()).get(fingerprint), hearing);
  return answered ? 'answered' : 'heard';
}

/** The answer before the note that the reply was heard: a crash between the two asks again, and the reply is written once by its key. */
export async function hearReplies(
  thread: OwnThread,
  fingerprint: string,
  finding: StoredFinding | undefined,
  { readHead, ports, model, signal, mayAnswer = true }: Hearing,
): Promise<{ readonly people: number; readonly answered: boolean }> {
  const people = thread.replies.filter(({ by }) => by === 'person');
  const before = thread.replies.filter(({ by }) => by === 'us').length;
  let answers = 0;
  for (const { id, body, personId, login } of people) {
    if (await ports.wasHeard(id)) continue;
    const { kind, reason } = readReply(body);
    const asks = kind === 'question' && finding !== undefined && !thread.resolved && before + answers < mostAnswers;
    if (asks && !mayAnswer) continue;
    if (asks) {
      const said = answerInThread(finding, await answerOf(finding, reason, await readHead(), model, signal));
      await ports.reply(thread, `answer-${id}`, said);
      answers += 1;
    }
    await ports.hear({ commentId: id, fingerprint, kind, reason, personId, login });
  }
  return { people: people.length, answered: answers > 0 };
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
export function codeNow({ place }: StoredFinding, file: ChangedFile, text: string): string {
  const lines = text.split('\n');
  const at = place.startLine ?? 1;
  if (at > lines.length) return renderHunks(file, file.hunks.slice(0, 3)).slice(0, 6_000);
  return `## File: ${file.path}\n${renderWindow(lines, enclosingWindow(lines, at, Math.min(place.line ?? at, lines.length), windowLines))}`;
}

export function commentOf({ proposal, place }: StoredFinding): string {
  return `It quoted:\n${(place.code ?? '').slice(0, 1_000)}\n\nIt said: ${proposal.title.slice(0, 200)}. ${proposal.reason.slice(0, 1_000)}`;
}
