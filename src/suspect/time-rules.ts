/** Days, months and zones: what goes wrong at midnight, at the end of a month and when the clocks change. */
import type { ContextRule } from './context-rule.ts';

const localDates = /\.(?:get|set)(?:Date|Month|FullYear|Hours|Day)\(|new Date\(\s*[\w.]+\s*,\s*[\w.]+/u;

export const timeRules: readonly ContextRule[] = [
  {
    kind: 'day-of-utc',
    languages: ['script'],
    pattern: /\.toISOString\(\)\s*\.(?:slice\(\s*0\s*,\s*10\s*\)|split\(\s*['"]T['"]\s*\)|substr(?:ing)?\(\s*0\s*,\s*10\s*\))/u,
    withFile: localDates,
    withoutFile: /setUTC|getUTC|Date\.UTC|getTimezoneOffset/u,
    fact: 'The file works with local dates, and `toISOString()` gives the day in UTC.',
    claim:
      'Wrong date by time zone: east of Greenwich local midnight is still the previous day in UTC, so toISOString() is one day off from the local date.',
    title: 'toISOString() is UTC: the local date is off by a day (time zone)',
    category: 'bug',
    severity: 'warning',
  },
  {
    kind: 'day-of-hours',
    languages: ['script'],
    pattern:
      /Math\.(?:floor|trunc)\([^;]*\/\s*(?:\w*(?:MS_?PER_?DAY|DAY_?(?:IN_)?MS|DAY_MILLIS|msPerDay|oneDay|ONE_DAY)\w*|86_?400_?000|864e5|\(?\s*(?:1000|24)\s*\*\s*(?:60|3600))/iu,
    withFile: localDates,
    withoutFile: /setUTC|getUTC|Date\.UTC|getTimezoneOffset/u,
    unless: /round/u,
    fact: 'Days of local dates are counted as so many milliseconds, and the fraction is cut off.',
    claim:
      'Daylight saving time (DST): the day on which the clocks change has 23 hours, so the number of days is one too low; round, or count in UTC.',
    title: 'Number of days is wrong across a daylight saving change (DST, time zone)',
    category: 'bug',
    severity: 'warning',
  },
  {
    kind: 'month-index',
    languages: ['script'],
    pattern: /new Date\(\s*\w+\s*,\s*(?:month|mon|mm|m)\b\s*(?:\+\s*1\s*,|,(?!\s*0\s*\)))/u,
    withFile: /\bmonth\s*-\s*1|\bmm?\s*-\s*1|\.split\(\s*['"][-/.]['"]\s*\)/u,
    withoutIn: /getMonth\(\)|month\s*(?:<|<=)\s*1[12]\b|month\s*=\s*0/u,
    fact: 'Months of `new Date(year, month, day)` count from 0, and months of this file count from 1.',
    claim: 'Off-by-one month: the month is not converted to the zero-based index, so the date lies a month (or more) too late.',
    title: 'Month is not zero-based here: the date is off by one month',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'timestamp-unit',
    languages: ['script'],
    pattern:
      /new Date\(\s*[\w.]*(?:\.exp|\.iat|\.nbf|[uU]nix\w*|epochSeconds|_at_seconds|Seconds)\s*\)|\.exp\s*[<>]=?\s*Date\.now\(\)|Date\.now\(\)\s*[<>]=?\s*[\w.]+\.exp\b/u,
    unless: /\*\s*1000|\/\s*1000|1e3|Ms\b/u,
    withoutIn: /\*\s*1000|\/\s*1000/u,
    fact: 'The value counts seconds, and Date counts milliseconds.',
    claim: 'Wrong unit: seconds are compared with or taken for milliseconds, so the date lies in 1970 and everything counts as expired.',
    title: 'Seconds are taken for milliseconds (unit, timestamp)',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'bare-duration',
    languages: ['go'],
    pattern:
      /\btime\.(?:Sleep|After|NewTimer|NewTicker|Tick)\(\s*\d+\s*\)|\b(?:Timeout|ReadTimeout|WriteTimeout|IdleTimeout|Interval)\s*[:=]\s*\d+\s*,?\s*$|context\.WithTimeout\([^,]+,\s*\d+\s*\)|\btime\.Duration\(\s*[\w.]*(?:[sS]econds?|[sS]ecs?|[tT]imeout)\w*\s*\)\s*(?:[,)]|$)/u,
    withFile: /"time"/u,
    unless: /Duration\(0\)|\(\s*0\s*\)|[:=]\s*0\s*,?\s*$/u,
    fact: 'A bare number as `time.Duration` counts nanoseconds.',
    claim: 'Wrong unit: the time is a billion times too short; `* time.Second` is missing.',
    title: 'Duration without unit: nanoseconds instead of seconds',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'week-year',
    languages: ['java'],
    pattern: /(?:ofPattern|SimpleDateFormat)\(\s*"[^"]*(?:YYYY|[^D]DD(?!D))[^"]*"/u,
    fact: 'In this pattern `YYYY` is the year of the week, and `DD` the day of the year.',
    claim: 'Wrong date format: at the turn of the year the date shows the wrong year; `yyyy-MM-dd` is meant.',
    title: 'Wrong date pattern: YYYY is the week year (yyyy expected)',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'zoneless-clock',
    languages: ['java'],
    pattern: /\b(?:LocalDateTime|LocalDate)\.now\(\)/u,
    withFile: /[eE]xpir\w*|[dD]eadline|ZonedDateTime|ZoneId|Instant\b/u,
    unless: /now\(\s*\w/u,
    fact: 'The local time of the server has no zone, and this file compares it with moments.',
    claim: 'Time zone error: on a server in another zone, or at the change of daylight saving time, this is hours off (Instant is needed).',
    title: 'Local time without time zone is compared with a moment',
    category: 'bug',
    severity: 'info',
  },
];
