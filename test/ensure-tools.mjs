/**
 * What only the tests need besides npm packages: a Chromium and a Redis server. Both are looked for on the PATH (or in
 * CHROMIUM_PATH and REDIS_SERVER_PATH), then installed with apt-get where that is allowed.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const tools = [
  { variable: 'CHROMIUM_PATH', names: ['chromium', 'chromium-browser', 'google-chrome'], debian: 'chromium' },
  { variable: 'REDIS_SERVER_PATH', names: ['redis-server'], debian: 'redis-server' },
];

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const found = ({ variable, names }) => {
  const given = process.env[variable];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return given ? isProgram(given) : names.some((name) => folders.some((folder) => isProgram(join(folder, name))));
};
const run = (args) =>
  execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::http::Timeout=60', ...args], {
    timeout: 15 * 60_000,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });

const missing = tools.filter((tool) => !found(tool));
if (missing.length > 0) {
  const packages = missing.map(({ debian }) => debian);
  console.error(`tests: installing ${packages.join(' and ')} …`);
  try {
    run(['update', '-qq']);
    run(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  } catch {
    // Told below, whatever the reason.
  }
  const still = tools.filter((tool) => !found(tool));
  if (still.length > 0) {
    console.error(
      `The tests need ${still.map(({ debian, variable }) => `${debian} (or ${variable})`).join(' and ')}. Nothing was tested. Install it, for example: sudo apt-get install ${still.map(({ debian }) => debian).join(' ')}`,
    );
    process.exit(1);
  }
}
