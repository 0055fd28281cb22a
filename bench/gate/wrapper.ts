/** Where the Python wrapper is: as given, or installed once into a folder of the bench's own. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ENGINE_VERSION } from '#src/scan/create-scanner.ts';

/** @throws when there is no Python with venv, or the package cannot be had. */
export function findWrapper(given: string | undefined, dataFolder: string, say: (text: string) => void): string {
  if (given !== undefined) return resolve(given);
  const folder = join(dataFolder, 'bench', `semgrep-wrapper-${ENGINE_VERSION}`);
  const wrapper = join(folder, 'bin/semgrep');
  if (existsSync(wrapper)) return wrapper;
  say(`Installing the wrapper, semgrep ${ENGINE_VERSION}, into ${folder} …`);
  execFileSync('python3', ['-m', 'venv', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', `semgrep==${ENGINE_VERSION}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return wrapper;
}
