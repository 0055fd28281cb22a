/** All rules over one changed file (pure). Costs no tokens; decides what the tokens are spent on. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { answersOn, answersTwice, fallsThrough, failureAsSuccess, keyWithoutPart, leftBehind } from './block-rules.ts';
import { byLine, unguardedLookup } from './arithmetic-rules.ts';
import {
  asyncCallback,
  checkThenAct,
  loopOverShared,
  queryInLoop,
  sharedCounter,
  unawaitedCall,
  writesWithoutTransaction,
} from './async-rules.ts';
import { viewChange } from './change-view.ts';
import { contextSigns } from './context-rule.ts';
import type { ChangeView } from './change-view.ts';
import { cacheKeyWithoutPart, copiedLine, hookOnCondition, lostUpdate, returnedInLoop } from './copy-rules.ts';
import { openRoute, staleCall, swallowedError } from './error-rules.ts';
import { cleansNothing, growingCollection, neverReleased, undoDoesNothing } from './growth-rules.ts';
import { commandOfParts, outsideIntoSink } from './flow-rules.ts';
import { lateAnswer, missingDependency, otherListener, staleState, stateInPlace } from './hook-rules.ts';
import { identityOfNames, takenUnchecked } from './identity-rules.ts';
import { dangerousInput } from './input-rules.ts';
import { lazyField, lockOrder, refilledInPlace } from './lock-rules.ts';
import { changedWhileIterating, deferredInLoop, endlessEffect, endlessRecursion } from './loop-rules.ts';
import { lostAwait, lostCheck, lostCleanup, nudged, swapped, turnedAround, isTest } from './removed-rules.ts';
import { contextRules } from './rule-tables.ts';
import { samePoint } from './same-point.ts';
import { openCookie } from './session-rules.ts';
import { multiplyingMerge, numbersAsText, plainWrites } from './store-rules.ts';
import { copiedMutex, lockKept, selfInvocation, sharedSlice, unmadeMap, writeUnderReadLock } from './structure-rules.ts';
import type { Sign, Suspicion } from './suspicion.ts';
import { queuedTooEarly, scheduleEnds } from './task-rules.ts';
import { idleAssertion, testOfNothing } from './test-rules.ts';
import { joinedSql, randomSecret, secretInCode, uncheckedInput } from './value-rules.ts';

/** In the order of how often they are right. */
const rules: readonly ((view: ChangeView) => readonly Sign[])[] = [
  lostAwait,
  joinedSql,
  secretInCode,
  turnedAround,
  nudged,
  swapped,
  staleCall,
  unawaitedCall,
  asyncCallback,
  dangerousInput,
  commandOfParts,
  outsideIntoSink,
  fallsThrough,
  answersTwice,
  answersOn,
  keyWithoutPart,
  unmadeMap,
  copiedMutex,
  lockKept,
  writeUnderReadLock,
  selfInvocation,
  lockOrder,
  lazyField,
  refilledInPlace,
  queuedTooEarly,
  scheduleEnds,
  staleState,
  stateInPlace,
  otherListener,
  identityOfNames,
  byLine,
  around,
  missingDependency,
  lateAnswer,
  openCookie,
  takenUnchecked,
  copiedLine,
  cacheKeyWithoutPart,
  returnedInLoop,
  lostUpdate,
  hookOnCondition,
  plainWrites,
  multiplyingMerge,
  numbersAsText,
  randomSecret,
  endlessEffect,
  changedWhileIterating,
  deferredInLoop,
  failureAsSuccess,
  leftBehind,
  sharedSlice,
  endlessRecursion,
  cleansNothing,
  undoDoesNothing,
  growingCollection,
  sharedCounter,
  openRoute,
  checkThenAct,
  lostCheck,
  writesWithoutTransaction,
  loopOverShared,
  neverReleased,
  swallowedError,
  queryInLoop,
  unguardedLookup,
  lostCleanup,
  uncheckedInput,
];

function around(view: ChangeView): Sign[] {
  return contextSigns(contextRules, view);
}

/** Settings, locks and prose only look like code: `requests==2.0` compares nothing. */
function rulesFor({ language, path }: ChangeView): typeof rules {
  if (isTest(path)) return [testOfNothing, idleAssertion];
  if (language !== 'other') return rules;
  return /\.(?:html?|jinja2?|j2|erb|ejs|hbs|twig|jsp)$/iu.test(path) ? [secretInCode, dangerousInput] : [secretInCode];
}

const ranks = { error: 0, warning: 1, info: 2 } as const;

/** The strongest first; of several at the same lines, or that say the same, the strongest stays. Lines outside the hunks are no suspicion. */
export function findSuspicions(file: ChangedFile, headText: string | undefined): Suspicion[] {
  const view = viewChange(file, headText);
  const found = rulesFor(view).flatMap((rule, order) => rule(view).map((sign) => ({ ...sign, order })));
  found.sort((a, b) => ranks[a.severity] - ranks[b.severity] || a.order - b.order || a.line - b.line);
  const kept: Suspicion[] = [];
  for (const { order: _order, replacement, ...sign } of found) {
    const range = fitIntoHunk(file, sign.startLine ?? sign.line, sign.line);
    if (range === undefined) continue;
    const [startLine, line] = range;
    if (kept.some((other) => other.startLine <= line && startLine <= other.line)) continue;
    const owner = view.functionAt(line).startLine;
    if (kept.some((other) => samePoint({ kind: sign.kind, line, owner }, { ...other, owner: view.functionAt(other.line).startLine })))
      continue;
    const source = headText === undefined ? view.lines : headText.split('\n');
    const code = source.slice(startLine - 1, line).join('\n');
    // Rules read lines without their comments: writing one anew would lose the comment.
    const whole = replacement !== undefined && startLine === line && code.trim() === (view.lines[line - 1] ?? '').trim();
    kept.push({ ...sign, ...(whole && { replacement }), path: file.path, startLine, line, code });
  }
  return kept;
}

/** What of the range one hunk shows on the head side. */
function fitIntoHunk({ hunks }: ChangedFile, startLine: number, line: number): readonly [number, number] | undefined {
  for (const { lines } of hunks) {
    const shown = lines.flatMap(({ newLine }) => (newLine !== undefined && newLine >= startLine && newLine <= line ? [newLine] : []));
    const [first, last] = [shown[0], shown.at(-1)];
    if (first !== undefined && last !== undefined) return [first, last];
  }
  return undefined;
}
