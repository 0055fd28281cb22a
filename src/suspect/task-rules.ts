/** Work that runs later, again or at set times: queues, retries, schedules. */
import type { ChangeView } from './change-view.ts';
import type { ContextRule } from './context-rule.ts';
import { indentOf } from './function-around.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

export const taskRules: readonly ContextRule[] = [
  {
    kind: 'retry-without-end',
    pattern:
      /\bmax_?retries\s*[:=]\s*(?:None|-1|Infinity|Number\.(?:MAX_SAFE_INTEGER|POSITIVE_INFINITY)|Integer\.MAX_VALUE|math\.MaxInt\w*)|\b(?:retries|attempts|maxAttempts)\s*:\s*(?:Infinity|-1|Number\.MAX\w*)|stop\s*=\s*stop_never|\bretry_forever\b/iu,
    fact: 'The number of attempts has no limit.',
    claim:
      'Infinite retry: while the other side fails, the task is retried forever at full speed; a limit and a growing delay (backoff) are missing.',
    title: 'Retry without limit or backoff (infinite retry, max_retries)',
    category: 'error-handling',
    severity: 'error',
  },
  {
    kind: 'retry-repeats',
    languages: ['python'],
    pattern: /^\s*[\w.]*(?:\.\w+\s*\+=|\.send\(|send_mail\(|\.charge\(|\.create\(|requests\.post\()/u,
    inOrder: [/\+=|\.send\(|send_mail\(|\.charge\(|\.create\(|requests\.post\(/u, /\bself\.retry\(|\braise\s+Retry\b/u],
    withoutIn: /idempot|already_|_sent\b|sent_at|get_or_create|processed|dedup/iu,
    unless: /\b(?:count|total|attempts?|retries|queued)\s*\+=/u,
    fact: 'A later step starts the task anew, and then this step runs once more.',
    claim:
      'Not idempotent: after a retry the email is sent twice or the amount is added again (duplicate); what is done must be remembered.',
    title: 'Retry repeats what was already done: not idempotent (duplicate, sent twice)',
    category: 'bug',
    severity: 'warning',
  },
  {
    kind: 'timer-unhandled',
    languages: ['script'],
    pattern: /\bsetInterval\(\s*async\b|\bcron\.schedule\([^,]+,\s*async\b|\bschedule(?:Job)?\([^,]+,\s*async\b/u,
    notBefore: /^\s*(?:try\s*\{|[^\n]*\.catch\()/mu,
    fact: 'Nobody takes the promise of the callback, and nothing in it catches an error.',
    claim: 'Unhandled rejection: the first error in the scheduled work ends the process; a try/catch is missing.',
    title: 'Errors of the scheduled async callback are unhandled (missing catch)',
    category: 'error-handling',
    severity: 'warning',
  },
  {
    kind: 'task-error-lost',
    languages: ['java'],
    pattern: /\b(?:CompletableFuture\.(?:runAsync|supplyAsync)|\w*[eE]xecutor\w*\.submit)\(\s*(?:\(\)|\w+::)/u,
    unless: /=(?!=)|\breturn\b|\.get\(|join\(/u,
    withoutIn: /exceptionally|handle\(|whenComplete|\.get\(|\.join\(|catch\s*\(|allOf/u,
    fact: 'Nobody asks the future for its result.',
    claim: 'Lost error: an exception in the task is kept in the future and never seen or logged.',
    title: 'Exception of the asynchronous task is lost (future ignored)',
    category: 'error-handling',
    severity: 'warning',
  },
];

const opensTransaction =
  /\bwith\s+transaction\.atomic\(|\.\$?transaction\(\s*async\b|\bwith\s+(?:session|db\.session)\.begin\(|sequelize\.transaction\(|knex\.transaction\(/u;
const hands =
  /\.(?:delay|apply_async|send_task|enqueue|publish|addJob|convertAndSend)\(|\b\w*(?:queue|Queue|producer|kafkaTemplate|rabbitTemplate|eventBus|mailer)\w*\.(?:add|send|publish|emit|sendMail)\(|\bsendMail\(|\bsend_mail\(/u;

/** A message or job that leaves before what it is about is committed. */
export function queuedTooEarly({ added, lines, functionAt, language, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (!hands.test(text) || /on_commit|afterCommit|outbox/iu.test(text)) return [];
    const { startLine } = functionAt(line);
    let indent = indentOf(text) ?? 0;
    let inside = /@(?:transaction\.atomic|Transactional)\b/u.test(lines.slice(Math.max(0, startLine - 4), startLine).join('\n'));
    for (let at = line - 1; at >= startLine - 2 && at > 0 && !inside && line - at < 60; at -= 1) {
      const above = lines[at - 1] ?? '';
      const own = indentOf(above);
      if (own === undefined || own >= indent) continue;
      indent = own;
      if (/on_commit|afterCommit/u.test(above)) return [];
      inside = opensTransaction.test(above);
    }
    const whole = functionAt(line).text;
    if (!inside || /TransactionalEventListener|on_commit\(|afterCommit/u.test(whole)) return [];
    if (language === 'java' && !/\.(?:save|update|insert|delete)\w*\(/u.test(whole)) return [];
    return [
      {
        kind: 'queued-too-early',
        line,
        fact: 'The message leaves while the transaction is still open.',
        claim:
          'Race condition with the transaction: the worker may run before the commit and see old data, and after a rollback the message is out all the same; on_commit (after commit) is needed.',
        title: 'Job is queued before the transaction commits (race condition, on_commit)',
        category: 'concurrency',
        severity: 'error',
      },
    ];
  });
}

/** Java: a task at set times whose first exception ends all further runs. */
export function scheduleEnds({ added, lines, functionAt, language, path }: ChangeView): Sign[] {
  if (language !== 'java' || isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const call = /\.schedule(?:AtFixedRate|WithFixedDelay)\((.*)$/u.exec(text);
    if (call === null) return [];
    const name = /(?:this|\w+)::(\w+)|->\s*(?:this\.)?(\w+)\(\)/u.exec(`${call[1] ?? ''} ${lines[line] ?? ''}`);
    const method = name?.[1] ?? name?.[2];
    const declared = method === undefined ? -1 : lines.findIndex((one) => new RegExp(`\\bvoid\\s+${method}\\(`, 'u').test(one));
    // What is declared elsewhere may catch its errors there.
    if (method !== undefined && declared === -1) return [];
    const body = declared === -1 ? lines.slice(line - 1, line + 15).join('\n') : functionAt(declared + 1).text;
    if (/catch\s*\(\s*(?:final\s+)?(?:Exception|RuntimeException|Throwable)\b/u.test(body)) return [];
    return [
      {
        kind: 'schedule-ends',
        line,
        fact: 'The scheduled task does not catch the exceptions that it may throw.',
        claim:
          'Silent stop: after the first exception scheduleAtFixedRate suppresses all further runs, and nothing is logged; the task must catch every exception.',
        title: 'Scheduled task stops after the first exception (scheduleAtFixedRate without catch)',
        category: 'error-handling',
        severity: 'error',
      },
    ];
  });
}
