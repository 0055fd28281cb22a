/** Every command, in one table: the grammar's usage, `/ai help` and docs/commands.md are made from it, so they cannot differ. */
import type { Floor, Permission } from '#src/policy/permissions.ts';
import { verbNames } from '#src/policy/verb-names.ts';
import type { VerbName } from '#src/policy/verb-names.ts';

export interface VerbDefinition {
  /** As it is written, with its arguments in capitals. */
  readonly usage: string;
  /** What it does, in one line that fits behind a colon. */
  readonly does: string;
  readonly example: string;
  /** More than a line, for the documentation. */
  readonly more: string;
  /** Less than this `policies/permissions.yml` cannot ask for. */
  readonly floor: Floor;
  /** Whether it also works on a closed or merged pull request. */
  readonly closed: boolean;
  /** A decision about the whole pull request, which is not given in the thread of a single review comment. */
  readonly conversationOnly?: true;
  /** A model or much of GitHub is asked: answered apart, so that no acknowledgement waits for it. */
  readonly slow?: true;
}

const from = (permission: Permission, author = true): Floor => ({ from: permission, author });

export const definitions: Readonly<Record<VerbName, VerbDefinition>> = {
  help: {
    usage: '/ai help',
    does: 'this list; `/ai` alone does the same',
    example: '/ai',
    more: 'Shows only what you may do on this pull request.',
    floor: from('read'),
    closed: true,
  },
  status: {
    usage: '/ai status',
    does: 'what was drafted, reviewed and scanned on the newest commit, and what was not, with the reason',
    example: '/ai status',
    more: 'Names the setting, the file and the line by which a part keeps silent, who paused what, and how many commands are left to you this hour.',
    floor: from('read'),
    closed: true,
  },
  why: {
    usage: '/ai why [ID]',
    does: 'what was found, what was said, and why the rest was not',
    example: '/ai why 3f9c21ab04de',
    more: 'Without an ID: everything that the last review and the last security check found, with their IDs. With one, or in the thread of a finding’s own comment: that finding alone.',
    floor: from('read'),
    closed: true,
  },
  config: {
    usage: '/ai config',
    does: 'every setting in force here, and where it comes from',
    example: '/ai config',
    more: 'A pull request that changes `.github/countersign.yml` also gets the difference that it would make.',
    floor: from('read'),
    closed: true,
  },
  draft: {
    usage: '/ai draft',
    does: 'write the summary draft anew; what people edited in it stays',
    example: '/ai draft',
    more: 'Brings back a draft that was deleted or rejected, and works where drafts are skipped or paused.',
    floor: from('read'),
    closed: false,
  },
  edit: {
    usage: '/ai edit INSTRUCTION',
    does: 'change the draft by an instruction; or write the new text on the lines below `/ai edit`',
    example: '/ai edit shorter, mention the migration',
    more: 'An instruction on the line of the command needs a model. Text on the lines below replaces the draft’s text as it is, needs none, and is for people who cannot edit the comment, such as authors of forks. Nothing is accepted by it.',
    floor: from('write'),
    closed: false,
  },
  accept: {
    usage: '/ai accept',
    does: 'write the draft (with your edits) into the description',
    example: '/ai accept',
    more: 'The same as ticking the box in the draft.',
    floor: from('write'),
    closed: false,
    conversationOnly: true,
  },
  reject: {
    usage: '/ai reject [REASON]',
    does: 'no draft on this pull request, also not after later pushes',
    example: '/ai reject It is said in the ticket.',
    more: 'The reason, if there is one, stands beside the folded draft. `/ai draft` brings it back.',
    floor: from('write'),
    closed: false,
    conversationOnly: true,
  },
  undo: {
    usage: '/ai undo',
    does: 'take an accepted summary out of the description again',
    example: '/ai undo',
    more: 'Every other character of the description stays. The draft is open again.',
    floor: from('write'),
    closed: true,
    conversationOnly: true,
  },
  review: {
    usage: '/ai review',
    does: 'review the newest commit now',
    example: '/ai review',
    more: 'Works where reviews are skipped or paused, but not where they are switched off.',
    floor: from('read'),
    closed: false,
  },
  dismiss: {
    usage: '/ai dismiss ID REASON',
    does: 'a review finding is wrong or not wanted: it is not said again in this repository',
    example: '/ai dismiss 3f9c21ab04de the caller checks this already',
    more: 'For findings of the review; the ID stands in `/ai why`, and in the thread of a finding’s own comment it may be left out. The security check knows only `/ai waive`.',
    floor: from('triage'),
    closed: false,
  },
  waive: {
    usage: '/ai waive ID until:YYYY-MM-DD reason: WHY IT IS SAFE',
    does: 'let one finding of the security check pass until a day, with a reason that is kept',
    example: '/ai waive 0a1b2c3d4e5f until:2027-01-31 reason: only reachable from our own tests',
    more: 'Needs somebody other than the author unless the policy says otherwise. Bound to the rule, the code, the path and the base branch; other code is another finding. Without `until:` the policy’s usual time counts.',
    floor: from('write', false),
    closed: false,
    conversationOnly: true,
  },
  unwaive: {
    usage: '/ai unwaive ID',
    does: 'take such a waiver back',
    example: '/ai unwaive 0a1b2c3d4e5f',
    more: 'The security check runs again at once.',
    floor: from('write', false),
    closed: false,
    conversationOnly: true,
  },
  pause: {
    usage: '/ai pause [repository]',
    does: 'no more drafts and reviews here by themselves; the security check goes on',
    example: '/ai pause',
    more: 'With `repository`, for maintainers: on every pull request of the repository. `/ai status` shows who paused and since when.',
    floor: from('triage'),
    closed: false,
    conversationOnly: true,
  },
  resume: {
    usage: '/ai resume [repository]',
    does: 'end the pause; the newest commit gets its draft and its review',
    example: '/ai resume',
    more: 'Each pause is ended on its own: `/ai resume` the one of this pull request, `/ai resume repository` the other.',
    floor: from('triage'),
    closed: false,
    conversationOnly: true,
  },
  retry: {
    usage: '/ai retry',
    does: 'draft, review and scan the newest commit again',
    example: '/ai retry',
    more: 'For when something failed in between.',
    floor: from('read'),
    closed: false,
  },
  ask: {
    usage: '/ai ask QUESTION',
    does: 'an answer from the code and documentation of this repository; every claim links the lines that prove it',
    example: '/ai ask how is the session cookie signed?',
    more: 'Looks in the index of the default branch, of this repository alone. What cannot be proven by a quote is cut; where the index has nothing on the question, it says so and names the nearest places. In the thread of a review comment the lines that it is on are looked at first, so "why is this safe?" has a meaning there. Without a model: the nearest places.',
    floor: from('read'),
    closed: true,
    slow: true,
  },
  explain: {
    usage: '/ai explain [PATH[:FROM-TO]]',
    does: 'what these lines do on the newest commit, and where the names in them are defined',
    example: '/ai explain src/session.py:40-72',
    more: 'Without line numbers: the beginning of the file. In the thread of a review comment, without a path: the lines that the comment is on. As with `/ai ask`, every claim links the lines that prove it.',
    floor: from('read'),
    closed: true,
    slow: true,
  },
  shell: {
    usage: '/ai shell WHAT I WANT',
    does: 'a command line for it, each part explained and its dangers named; nothing is run',
    example: '/ai shell the ten largest files below src',
    more: 'A model proposes it; fixed rules, not the model, name what is dangerous about it. Needs a model.',
    floor: from('read'),
    closed: true,
    slow: true,
  },
  tests: {
    usage: '/ai tests [PATH]',
    does: 'propose tests for a file, as text, in the style of the nearest existing ones',
    example: '/ai tests src/cart.py',
    more: 'Without a path: for the changed file with the most new lines. Nothing is run and nothing is committed. Needs a model.',
    floor: from('read'),
    closed: false,
    slow: true,
  },
  'release-notes': {
    usage: '/ai release-notes [SINCE]',
    does: 'what was merged since a tag or commit, grouped, in the words of the accepted summaries',
    example: '/ai release-notes v1.2.0',
    more: 'For the base branch of this pull request. Without SINCE: since the tag with the highest version. Grouped by label, then by title; no model is asked.',
    floor: from('read'),
    closed: true,
    slow: true,
  },
  memory: {
    usage: '/ai memory [forget ID]',
    does: 'what people decided about findings in this repository, and what is remembered of it',
    example: '/ai memory forget 3f9c21ab04de',
    more: 'Lists the dismissed findings, which no review says again while the code stays as it was, and the waivers in force. `forget ID`, for people with the write permission, takes a dismissal back.',
    floor: from('read'),
    closed: true,
  },
};

export const floors = Object.fromEntries(verbNames.map((verb) => [verb, definitions[verb].floor])) as Readonly<Record<VerbName, Floor>>;
