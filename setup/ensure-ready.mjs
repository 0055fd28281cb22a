/**
 * Makes this clone ready to run: npm packages with the pinned Node 24, and Semgrep's native engine.
 * Plain JavaScript without dependencies, for any Node from 20 up, because nothing is installed when it runs.
 * When all is in place it only reads two stamps. Every step can be repeated after any interruption.
 * Exit codes: 0 ready, 1 stopped (what happened, what was kept, what to do is told), 2 wrong usage, 130 interrupted.
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { takeLock } from './lock.mjs';
import { installPackages, packagesReady } from './npm-packages.mjs';
import { createReporter } from './progress.mjs';
import { engineReady, installEngine, ownEngineFits, ownEngineUnfit } from './semgrep-install.mjs';
import { SetUpError } from './set-up-error.mjs';

const USAGE = `usage: node setup/ensure-ready.mjs [--only=node|semgrep|all] [--quiet]
  --only   node: npm packages and the pinned Node; semgrep: the scanner's engine; all: both (default)
  --quiet  say nothing unless something goes wrong
environment: COUNTERSIGN_DATA (default .countersign), SEMGREP_PATH (use this semgrep-core, download none)`;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dataFolder = resolve(root, process.env.COUNTERSIGN_DATA || '.countersign');
const ownEngine = process.env.SEMGREP_PATH;

async function main() {
  const options = readOptions();
  const reporter = createReporter({ quiet: options.quiet });
  if (Number(process.versions.node.split('.')[0]) < 20) return stop(reporter, tooOldNode());
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => abort.abort(new Error(name)));
  try {
    if (await isReady(options, abort.signal)) {
      reporter.line(`set-up: everything is in place (${reporter.elapsed()})`);
      return 0;
    }
    await makeReady(options, reporter, abort.signal);
    reporter.line(`set-up: ready after ${reporter.elapsed()}`);
    return 0;
  } catch (error) {
    if (!abort.signal.aborted) return stop(reporter, error);
    reporter.error('set-up interrupted; the next start repairs what is half-made.');
    return 130;
  }
}

/** Without starting anything, unless the operator brought an engine that we have no stamp for. */
async function isReady({ packages, engine }, signal) {
  if (packages && !packagesReady(root)) return false;
  return !engine || (ownEngine ? ownEngineFits(ownEngine, signal) : engineReady(dataFolder));
}

async function makeReady({ packages, engine }, reporter, signal) {
  const onWait = (holder) => reporter.line(`set-up: waiting for another set-up (process ${holder}) to finish …`);
  const giveBack = await takeLock(join(root, '.countersign', 'set-up.lock'), { onWait, signal });
  try {
    if (packages && !packagesReady(root)) await installPackages({ root, reporter, signal });
    if (engine && ownEngine) {
      if (!(await ownEngineFits(ownEngine, signal))) throw ownEngineUnfit(ownEngine);
    } else if (engine && !engineReady(dataFolder)) await installEngine({ dataFolder, reporter, signal });
  } finally {
    giveBack();
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string', default: 'all' }, quiet: { type: 'boolean', default: false } } });
    if (!['node', 'semgrep', 'all'].includes(values.only)) throw new Error(`--only=${values.only} is not known`);
    return { quiet: values.quiet, packages: values.only !== 'semgrep', engine: values.only !== 'node' };
  } catch (error) {
    process.stderr.write(`${error.message}\n${USAGE}\n`);
    process.exit(2);
  }
}

function tooOldNode() {
  const todo = 'install Node 20 or newer, then run the same command again';
  return new SetUpError({ happened: `Node ${process.versions.node} is too old to begin with`, kept: 'everything', todo });
}

/** System errors (disk full, no permission) are told by what they mean; what we did not expect keeps its stack. */
function stop(reporter, error) {
  reporter.error(error instanceof SetUpError ? String(error) : String(unexpected(error)));
  return 1;
}

function unexpected(error) {
  const kept = 'whatever was whole before; the next start repairs the rest';
  if (error.code === 'ENOSPC')
    return new SetUpError({ happened: 'the disk is full', kept, todo: 'free about 1.5 GB, then run the same command again' });
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) {
    return new SetUpError({
      happened: `not allowed to write ${error.path}`,
      kept,
      todo: 'make that folder writable for you, or set COUNTERSIGN_DATA to one that is',
    });
  }
  return new SetUpError({
    happened: error.stack ?? String(error),
    kept,
    todo: 'run the same command again; if it stops here again, please report these lines',
  });
}

process.exitCode = await main();
