/** The wheel of the pinned version: fetched by pip (which knows the person's proxy and mirror), checked by our digest, unpacked. */
import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { folderBytes } from './progress.mjs';
import { lastLines, runCommand } from './run-command.mjs';
import { SetUpError } from './set-up-error.mjs';

export const pin = JSON.parse(readFileSync(new URL('./semgrep-engine.json', import.meta.url), 'utf8'));

const ENGINE_FOLDER = /^[^/]+\/purelib\/semgrep\/bin\//.source;
/** Only the native engine and its libraries leave the archive; names that would leave the folder are refused. */
const UNPACK = `
import os, re, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    for entry in wheel.infolist():
        name = re.sub(sys.argv[3], '', entry.filename)
        if name == entry.filename or name.endswith('/') or name == '__init__.py':
            continue
        if name.startswith('/') or '..' in name.split('/'):
            sys.exit('unsafe name in the wheel: ' + name)
        target = os.path.join(sys.argv[2], name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with wheel.open(entry) as source, open(target, 'wb') as sink:
            while chunk := source.read(1 << 20):
                sink.write(chunk)
`;

/** Ends with the path of the verified wheel below `staging`. pip's own temporary files stay there too. */
export async function downloadWheel(staging, tell, signal) {
  const to = join(staging, 'wheel');
  const timer = setInterval(() => tell(`${Math.round(folderBytes(staging) / 1e6)} MB`), 500);
  // The tags name the target, not the python3 at hand: any pip from 20.3 on finds the one wheel, whatever Python it runs on.
  const target = ['--platform', pin.platform, '--implementation', 'cp', '--python-version', '3.12', '--abi', 'none'];
  const options = ['--no-deps', '--only-binary=:all:', '--disable-pip-version-check', '--no-input', '--progress-bar', 'off'];
  const env = { ...process.env, TMPDIR: join(staging, 'tmp') };
  try {
    const args = ['-m', 'pip', 'download', ...options, ...target, '--dest', to, pin.requirement];
    const ended = await runCommand('python3', args, { env, signal });
    signal.throwIfAborted();
    if (ended.code !== 0) throw downloadFailed(ended);
  } finally {
    clearInterval(timer);
  }
  const wheel = join(to, readdirSync(to).find((name) => name.endsWith('.whl')) ?? '');
  const digest = await sha256(wheel);
  if (digest === pin.wheelSha256) return wheel;
  throw new SetUpError({
    happened: `the downloaded wheel of Semgrep ${pin.version} has sha256 ${digest}, not the pinned ${pin.wheelSha256}`,
    kept: 'nothing of the download',
    todo: 'do not use it; ask whoever runs your package mirror what it serves, or set SEMGREP_PATH to an engine you trust',
  });
}

/** Unpacks `semgrep/bin/*` beside the wheel, checks the engine's own digest, and stamps the folder. Ends with its path. */
export async function unpackWheel(staging, wheel, signal) {
  const folder = join(staging, 'engine');
  const { code, output } = await runCommand('python3', ['-c', UNPACK, wheel, folder, ENGINE_FOLDER], { signal });
  signal.throwIfAborted();
  if (code !== 0) {
    const full = /No space left/.test(output);
    throw new SetUpError({
      happened: full ? 'the disk is full' : `the wheel could not be unpacked: ${lastLines(output)}`,
      kept: 'the npm packages',
      todo: full ? 'free about 700 MB, then run the same command again' : 'run the same command again; it starts this step afresh',
    });
  }
  rmSync(wheel, { force: true });
  const core = join(folder, 'semgrep-core');
  const digest = await sha256(core);
  if (digest !== pin.coreSha256) throw new Error(`semgrep-core has sha256 ${digest}, not the pinned ${pin.coreSha256}`);
  chmodSync(core, 0o755);
  const files = { 'semgrep-core': statSync(core).size };
  for (const name of readdirSync(join(folder, 'libs'))) files[`libs/${name}`] = statSync(join(folder, 'libs', name)).size;
  writeFileSync(join(folder, 'verified.json'), `${JSON.stringify({ version: pin.version, coreSha256: digest, files }, undefined, 1)}\n`);
  return folder;
}

function downloadFailed({ missing, output }) {
  const kept = 'the npm packages; the half-made download was removed';
  const otherwise = `or set SEMGREP_PATH to an existing semgrep-core ${pin.version}`;
  if (missing) {
    return new SetUpError({
      happened: 'python3 was not found on the PATH',
      kept,
      todo: `install python3 with pip, then run the same command again; ${otherwise}`,
    });
  }
  if (/No module named pip/.test(output)) {
    return new SetUpError({
      happened: 'python3 has no pip',
      kept,
      todo: `install pip (Debian, Ubuntu: the package python3-pip), then run the same command again; ${otherwise}`,
    });
  }
  if (/No space left/.test(output)) {
    return new SetUpError({ happened: 'the disk is full', kept, todo: 'free about 700 MB, then run the same command again' });
  }
  const offline =
    /Max retries|NewConnectionError|Temporary failure|Name or service not known|ConnectionError|timed out|Could not fetch URL/i.test(
      output,
    );
  const happened = offline
    ? 'the Python package index could not be reached (is this machine offline?)'
    : `pip could not download Semgrep ${pin.version}`;
  const todo = `connect, or let pip use your network's mirror (PIP_INDEX_URL), then run the same command again; ${otherwise}`;
  return new SetUpError({ happened: `${happened}: ${lastLines(output, 2)}`, kept, todo });
}

async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
