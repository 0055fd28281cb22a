/** What each command does, once it is known that it may. */
import { configText } from './config-wording.ts';
import { forgottenText, memoryText, nothingToForgetText } from './memory-wording.ts';
import type { Command } from './parse-command.ts';
import type { Answer, CommandPorts, Commander, Thread } from './ports.ts';
import { answerShell } from './shell-answer.ts';
import { silenceText } from './silence-wording.ts';
import { statusText } from './status-wording.ts';
import { answerTests } from './tests-answer.ts';
import { definitions } from './verbs.ts';
import { mayRun, mayRunAs } from './who-may.ts';
import type { Rights, Rules } from './who-may.ts';
import { shortReviewId } from './why-facts.ts';
import { whyOneText, whyText, whyThreadText, whyUnknownText } from './why-wording.ts';
import * as wording from './wording.ts';
import type { AskedPlace } from '#src/ask/ports.ts';
import { verbNames } from '#src/policy/verb-names.ts';
import type { PullRequest } from '#src/pull-request.ts';

interface Allowed {
  readonly pull: PullRequest;
  readonly person: Commander;
  readonly rights: Rights;
  readonly rules: Rules;
  readonly ports: CommandPorts;
}

const done = (text: string): Answer => ({ kind: 'done', text });
const refused = (text: string): Answer => ({ kind: 'refused', text });

export async function carryOut(command: Command, allowed: Allowed): Promise<Answer> {
  const { pull, person, rights, rules, ports } = allowed;
  switch (command.verb) {
    case 'help': {
      const closed = pull.state === 'closed';
      const verbs = verbNames.filter((verb) => mayRun(verb, rights, rules) && (!closed || definitions[verb].closed));
      const wider: readonly Command[] = [
        { verb: 'pause', scope: 'repository' },
        { verb: 'resume', scope: 'repository' },
        { verb: 'memory', forget: '' },
      ];
      const narrow = wider.filter((one) => !mayRunAs(one, rights, rules)).map(({ verb }) => verb);
      return done(wording.helpText(verbs, closed, new Set(narrow)));
    }
    case 'status':
      return done(statusText(await ports.readStatus(pull, person)));
    case 'why': {
      const facts = await ports.readWhy(pull);
      const thread = command.id === undefined ? await ports.readThread() : undefined;
      if (thread?.fingerprint !== undefined) return done(whyThreadText(facts, thread.fingerprint));
      if (command.id === undefined) return done(whyText(facts));
      const one = whyOneText(facts, command.id);
      return one === undefined ? refused(whyUnknownText(command.id)) : done(one);
    }
    case 'config':
      return done(configText(await ports.readConfig(pull)));
    case 'draft':
    case 'review':
      return await ask(command.verb, allowed);
    case 'accept': {
      const acceptance = await ports.accept(pull, person);
      return acceptance.kind === 'accepted' ? done(wording.acceptedText) : refused(acceptance.text);
    }
    case 'edit': {
      const answer = await ports.edit(pull, person, command);
      if (answer.kind === 'done') await note(allowed, 'edit');
      return answer;
    }
    case 'reject': {
      const ending = await ports.reject(pull, person, command.reason);
      if (ending === 'rejected') await note(allowed, 'reject');
      return ending === 'rejected' || ending === 'already' ? done(wording.rejectTexts[ending]) : refused(wording.rejectTexts[ending]);
    }
    case 'undo': {
      const ending = await ports.undo(pull, person);
      if (ending === 'undone') await note(allowed, 'undo');
      return ending === 'undone' ? done(wording.undoTexts.undone) : refused(wording.undoTexts[ending]);
    }
    case 'dismiss': {
      const { id, reason } = command;
      const thread = id === undefined ? await ports.readThread() : undefined;
      const which = id === undefined ? thread?.fingerprint && { fingerprint: thread.fingerprint, path: thread.path } : { id };
      if (which === undefined || which === '') return refused(wording.notOurThreadText);
      const ending = await ports.dismiss(pull, person, { ...which, reason });
      if (ending === 'dismissed')
        await note(allowed, 'dismiss', reason, { id: 'id' in which ? which.id : shortReviewId(which.fingerprint) });
      return ending === 'dismissed' || ending === 'already' ? done(wording.dismissTexts[ending]) : refused(wording.dismissTexts[ending]);
    }
    case 'pause':
    case 'resume': {
      const paused = command.verb === 'pause';
      const changed = await ports.setPaused(pull, person, command.scope, paused);
      if (changed) await note(allowed, command.verb, undefined, { scope: command.scope });
      return done(wording.pausedText(command.scope, paused, changed));
    }
    case 'retry':
      await note(allowed, 'retry');
      await ports.retry(pull);
      return done(wording.retriedText);
    case 'ask':
      return await ports.answer(pull, command.question, placeOf(await ports.readThread()));
    case 'explain': {
      // In a thread of the code it is about the lines of the thread.
      const place = command.place ?? placeOf(await ports.readThread());
      return place === undefined ? refused(wording.misusedText('explain')) : await ports.explain(pull, place);
    }
    case 'shell':
      return await answerShell(command.wish, ports.model, ports.signal);
    case 'tests':
      return await answerTests(command.path ?? (await ports.readThread())?.path, ports.readTestsFacts, ports.model, ports.signal);
    case 'release-notes':
      return await ports.releaseNotes(command.since);
    case 'memory': {
      if (command.forget === undefined) return done(memoryText(await ports.readMemory()));
      const forgotten = await ports.forget(command.forget);
      if (forgotten) await note(allowed, 'memory-forget', undefined, { id: command.forget });
      return forgotten ? done(forgottenText(command.forget)) : refused(nothingToForgetText(command.forget));
    }
    case 'waive':
      return await ports.waive(pull, person, command);
    case 'unwaive':
      return await ports.unwaive(pull, person, command.id);
  }
}

function placeOf(thread: Thread | undefined): AskedPlace | undefined {
  return thread && { path: thread.path, lines: thread.lines };
}

async function ask(verb: 'draft' | 'review', { pull, rules, ports }: Allowed): Promise<Answer> {
  const asked = await ports.ask(pull, verb === 'draft' ? 'summary' : 'review');
  if (asked.kind === 'off') return refused(wording.askOffText(silenceText(asked.silence, rules.configuration)));
  return done(verb === 'draft' ? wording.draftAskedText : wording.reviewAskedText);
}

async function note(
  { pull, person, ports }: Allowed,
  act: string,
  reason?: string,
  detail?: Readonly<Record<string, unknown>>,
): Promise<void> {
  const more = { ...(reason === undefined ? {} : { reason }), ...(detail === undefined ? {} : { detail }) };
  await ports.audit({ act, person, headSha: pull.headSha, ...more });
}
