/** The life of our threads over pushes: replies are heard, questions answered once, and what is fixed is resolved with its proof. */
import { z } from 'zod';
import type { Model } from '#src/ask-model.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { readFindingMark } from './fingerprint.ts';
import { leftUseKind } from './left-uses.ts';
import { verificationOutputTokens } from './limits.ts';
import { pointOf, standsIn } from './point-gone.ts';
import { codeNow, commentOf, hearReplies } from './hear-replies.ts';
import type { HeadFiles, OwnThread, ThreadPorts } from './own-thread.ts';
import type { StoredFinding } from './stored-findings.ts';
import { backOf, proofOf } from './thread-wording.ts';

/** `fixed`: a push resolved it before. `done`: a person did. `returned`: it was fixed, and its code is back. */
export type ThreadEnding = {
  readonly fingerprint: string;
  readonly kind: 'resolved' | 'returned' | 'answered' | 'fixed' | 'done' | 'left';
  readonly why: string;
};

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
  const heard = await hearReplies(thread, fingerprint, finding, { readHead: () => Promise.resolve(head), ports, model, signal });
  if (heard.answered) return { kind: 'answered', why: 'a person asked' };
  if (thread.calledFixed && heard.people === 0 && finding && isBack(finding, head)) {
    const back = backOf(finding, head.headSha);
    await ports.reply(thread, `back-${thread.rootId}-${head.headSha.slice(0, 12)}`, back, 'reopen');
    return { kind: 'returned', why: back };
  }
  if (thread.resolved) return { kind: thread.calledFixed ? 'fixed' : 'done', why: 'resolved already' };
  if (heard.people > 0) return { kind: 'left', why: 'a person replied' };
  if (finding === undefined) return { kind: 'left', why: 'what was said is not in the records' };
  const { path } = finding.place;
  const file = head.files.find((one) => one.path === path) ?? head.files.find((one) => one.previousPath === path);
  const text = file && head.headTexts.get(file.path);
  const point = pointOf(finding, file, text, head.leftUses);
  if (point.kind === 'stands') return { kind: 'left', why: point.why };
  const why = point.kind === 'gone' ? point : await lookAgain(finding, file, text, model, signal);
  if (why === undefined) return { kind: 'left', why: 'nobody could tell that the point is gone' };
  const proof = proofOf(finding, head.headSha, why);
  await ports.reply(thread, `resolved-${thread.rootId}-${head.headSha.slice(0, 12)}`, proof, 'resolve');
  return { kind: 'resolved', why: proof };
}

function isBack({ place, proposal, fingerprint }: StoredFinding, head: HeadFiles): boolean {
  if (proposal.sign?.kind === leftUseKind) return head.leftUses?.has(fingerprint) === true;
  const text = head.headTexts.get(place.path);
  return place.code !== undefined && text !== undefined && standsIn(place.code, text);
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
