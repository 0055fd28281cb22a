/** Finds and starts a real Chromium for tests of pages. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'headless_shell'];

/** `CHROMIUM_PATH`, else the first Chromium on the `PATH`; `undefined` when there is none. */
export function findBrowser(environment: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const chosen = environment['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') return chosen;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

/** A headless browser with a fresh profile that reaches nothing but the machine itself; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined || !existsSync(executablePath)) {
    throw new Error('These tests need Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to its program.');
  }
  // `--no-sandbox`: Chromium refuses to start as root with it, and it opens only our own pages here.
  const quiet = '--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
  return chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', ...quiet.split(' ')] });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
