/** The whole demo as a person starts it: real App, real PostgreSQL, real git, real scanner. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { z } from 'zod';
import { samplePulls } from '#sandbox/samples/catalog.ts';

const root = join(import.meta.dirname, '..', '..');
const data = mkdtempSync(join(tmpdir(), 'demo-once-'));
// The engine that set-up installed; everything else of this run is its own.
symlinkSync(join(root, process.env['COUNTERSIGN_DATA'] ?? '.countersign', 'semgrep'), join(data, 'semgrep'));
after(() => rmSync(data, { recursive: true, force: true }));

const Document = z.strictObject({
  pulls: z.array(
    z.object({
      repository: z.string(),
      number: z.number().int().positive(),
      title: z.string(),
      head_sha: z.string().regex(/^[0-9a-f]{40}$/u),
      draft: z.object({ body: z.string() }).nullable(),
      review_comments: z.array(z.object({ path: z.string(), line: z.number().nullable(), side: z.string(), body: z.string() })),
      check_runs: z.array(
        z.object({
          name: z.string(),
          head_sha: z.string(),
          status: z.string(),
          conclusion: z.string().nullable(),
          annotations: z.array(z.object({ path: z.string(), start_line: z.number() })),
        }),
      ),
      merge_allowed: z.boolean(),
      merge_blocked_by: z.array(z.string()),
    }),
  ),
});

/** Processes whose command line names the run's own folder. */
function leftovers(): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
  return pids.map(commandLineOf).filter((commandLine) => commandLine.includes(data));
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

async function runDemo(...args: readonly string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const env = { ...process.env, COUNTERSIGN_DATA: data };
  const child = spawn(process.execPath, ['sandbox/demo/main.ts', ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

test('--once --json: every sample gets its draft, its review and its gate, and nothing is left running', { timeout: 300_000 }, async () => {
  const { code, stdout, stderr } = await runDemo('--once', '--json', '--time-limit', '240');
  assert.equal(code, 0, stderr);
  const { pulls } = Document.parse(JSON.parse(stdout));
  assert.deepEqual(
    pulls.map(({ title }) => title),
    samplePulls.map(({ title }) => title),
  );
  for (const [index, { expected, key }] of samplePulls.entries()) {
    const gates = pulls[index]?.check_runs.filter(({ name }) => name === 'countersign/security') ?? [];
    assert.deepEqual(
      gates.map(({ conclusion, status }) => [status, conclusion]),
      [['completed', expected.gate]],
      key,
    );
    assert.equal(pulls[index]?.merge_allowed, expected.gate === 'success', key);
    assert.ok(pulls[index]?.draft, key);
  }
  assert.deepEqual(leftovers(), []);
});
