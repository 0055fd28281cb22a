import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface BareProbot extends AsyncDisposable {
  readonly url: string;
}

/** Starts the bare Probot server in a process of its own, with the same App and secret as ours. */
export async function startBareProbot(secret: string, privateKey: string): Promise<BareProbot> {
  const child = spawn(process.execPath, [new URL('bare-probot.ts', import.meta.url).pathname], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      APP_ID: '1',
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: secret,
      LOG_LEVEL: 'warn',
    },
    // It ends itself when this channel closes.
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  if (child.stdout === null) throw new Error('The bare Probot server has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^port (\d+)$/u.exec(line)?.[1];
    if (port === undefined) continue;
    return {
      url: `http://127.0.0.1:${port}/api/github/webhooks`,
      [Symbol.asyncDispose]: async () => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        await gone;
      },
    };
  }
  throw new Error('The bare Probot server did not start.');
}
