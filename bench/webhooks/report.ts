/** Figures of a run, and how they are told. */
import type { Answers } from './send-steadily.ts';
import { formatTable } from '#bench/format-table.ts';
import { percentile } from '#bench/percentile.ts';

export interface Figures {
  readonly deliveries: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly generatorLateness: number;
}

export interface Result {
  readonly rate: number;
  readonly seconds: number;
  readonly pushes: number;
  readonly app: Figures;
  readonly probot: Figures;
  readonly ratio: { readonly p50: number; readonly p99: number };
  readonly accepted: number;
  readonly refused: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly lost: number;
  /** Milliseconds after the last delivery of a turn, at worst. */
  readonly dispatchedAfter: number;
  readonly workEndedAfter: number;
  readonly runs: number;
  readonly good: boolean;
}

export function figuresOf(turns: readonly Answers[]): Figures {
  const latencies = turns.flatMap((turn) => turn.latencies);
  const statuses: Record<string, number> = {};
  for (const turn of turns) for (const [status, count] of Object.entries(turn.statuses)) statuses[status] = (statuses[status] ?? 0) + count;
  return {
    deliveries: latencies.length,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    max: percentile(latencies, 1),
    statuses,
    generatorLateness: Math.max(...turns.map(({ lateness }) => lateness)),
  };
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name}: ${count}`)
    .join(', ');

export function tell(result: Result): string {
  const line = (name: string, figures: Figures): string[] => [
    name,
    String(figures.deliveries),
    ms(figures.p50),
    ms(figures.p99),
    ms(figures.max),
    listed(figures.statuses),
  ];
  return [
    formatTable([
      ['acknowledged by', 'deliveries', 'p50', 'p99', 'max', 'answers'],
      line('Countersign (row durable)', result.app),
      line('bare Probot (nothing stored)', result.probot),
      ['ratio', '', result.ratio.p50.toFixed(2), result.ratio.p99.toFixed(2), '', ''],
    ]),
    '',
    `${result.rate} a second for ${result.seconds} s each, ${result.pushes} of them pushes; the generator was late by ${ms(result.app.generatorLateness)} at most.`,
    `Inbox: ${result.accepted} deliveries accepted (warm-up included), ${result.lost} without a row; rows ${listed(result.rows)}.`,
    `Dispatched ${result.dispatchedAfter} ms after the last delivery of a turn at worst; all work had ended ${result.workEndedAfter} ms after it (${result.runs} runs).`,
    `Target ${result.good ? 'met' : 'MISSED'}: p99 under 100 ms, every delivery accepted, none lost.`,
  ].join('\n');
}
