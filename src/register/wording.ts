/** Everything that the registration says to people, in the terminal and on its pages. */
import type { NewApp } from './new-app.ts';

export const usage = `usage: npm start                     start the App with the settings of the environment and .env
       npm start -- --register       register the GitHub App (once), with the permissions of app.yml
  --webhook-url URL    where GitHub shall send webhooks, such as https://countersign.example.com
  --public-url URL     where people's browsers reach the App, for its draft page; left out: only this machine
  --organization NAME  register it under this organization instead of your own account
With GHE_HOST (and GHE_PROTOCOL) set, the App is registered on that GitHub Enterprise Server.
`;
export const badWebhookUrl =
  '--webhook-url must be an address that begins with http:// or https://, without a password, such as https://countersign.example.com';
export const badOrganization = '--organization must be the name of an organization as it stands in its address.';
export const badPublicUrl =
  '--public-url must be an address without a path that begins with http:// or https://, such as https://countersign.example.com';
export const needsRegister = '--webhook-url, --public-url and --organization need --register.';
export const badManifest =
  'app.yml is not the manifest of a GitHub App. Nothing was registered. Restore it (git checkout app.yml) and start again.';

export function unreachableWebhookUrl(url: string): string {
  return `--webhook-url ${url} is on this machine, and GitHub cannot reach it. Give a public address, or leave it out and enter one later.`;
}

export function startRefused(problems: readonly string[]): string {
  return ['Not started:', ...problems.map((problem) => `  - ${problem}`), '', usage].join('\n');
}

export function registrationRefused(problems: readonly string[]): string {
  return ['The registration did not begin; nothing was registered or written:', ...problems.map((problem) => `  - ${problem}`)].join('\n');
}

export function alreadyRegistered(path: string, names: readonly string[]): string {
  return `${path} already holds ${names.join(', ')}: an App is registered. Start it with \`npm start\`. To register another one, move the file away first.`;
}

export function alreadyInEnvironment(names: readonly string[]): string {
  return `The environment already holds ${names.join(', ')}, which would win over what is registered now. Unset it, or start the App with \`npm start\`.`;
}

export function envFileUnreadable(path: string, code: string): string {
  return `${path} cannot be read (${code}), so nothing can be added to it. Make it a file that you may read.`;
}

export function folderNotWritable(folder: string, code: string): string {
  return `Nothing can be written in ${folder} (${code}), where the credentials belong. Change to the folder of Countersign, or make it writable.`;
}

export function portTaken(port: number): string {
  return `Port ${port} is taken by another process. Stop it, or set PORT to another port.`;
}

export function cannotListen(host: string, port: number, code: string): string {
  return `Cannot listen on ${host}:${port} (${code}). Set PORT to another port.`;
}

export function before(facts: {
  readonly address: string;
  readonly port: number;
  readonly webUrl: string;
  readonly organization: string | undefined;
  readonly webhookUrl: string | undefined;
  readonly envFile: string;
}): string {
  const where = facts.organization === undefined ? facts.webUrl : `${facts.webUrl}, for the organization ${facts.organization}`;
  return `Registering a GitHub App on ${where}

  1. Open ${facts.address} in a browser on this machine
     (from another machine: ssh -L ${facts.port}:127.0.0.1:${facts.port} <this machine>, then the same address there).
  2. Press the button, and confirm on GitHub. GitHub sends you back, and this ends by itself.

Webhooks: ${facts.webhookUrl ?? 'none are sent yet. You enter their address on GitHub later, or give it now with --webhook-url.'}
The credentials go to ${facts.envFile}, readable by you alone; nothing secret is shown.
Ctrl-C ends this without writing anything.
`;
}

export interface After {
  readonly app: NewApp;
  readonly envFile: string;
  readonly settingsUrl: string;
  readonly webhookUrl: string | undefined;
  readonly publicUrl: string | undefined;
}

/** What is left to do, one step a line. */
export function nextSteps(after: After): readonly string[] {
  return [
    `Install the App on your repositories: ${after.app.url}/installations/new`,
    ...(after.webhookUrl === undefined
      ? [
          `On ${after.settingsUrl} set the webhook's URL to the address of this machine as GitHub reaches it, ending in /api/github/webhooks, and tick "Active".`,
        ]
      : []),
    ...(after.app.secretIsOurs
      ? [`GitHub has no webhook secret yet: copy WEBHOOK_SECRET from ${after.envFile} to ${after.settingsUrl}, too.`]
      : []),
    ...(after.publicUrl === undefined && after.app.signIn !== undefined
      ? [
          `Later, when browsers of others reach this App: set PUBLIC_URL in ${after.envFile}, and add PUBLIC_URL/drafts/callback as a callback URL on ${after.settingsUrl}. Then drafts link to their own page.`,
        ]
      : []),
    'Start Countersign: npm start',
    'Make countersign/security a required check of your branches, with this App as its expected source.',
  ];
}

export function registered(after: After): string {
  return [
    `Registered: ${after.app.slug} (App ${after.app.id}), ${after.app.url}`,
    `Written to ${after.envFile}, readable by you alone: ${writtenNames(after).join(', ')}. Keep it as you keep a password.`,
    '',
    'What to do now:',
    ...nextSteps(after).map((step, index) => `  ${index + 1}. ${step}`),
  ].join('\n');
}

function writtenNames({ app, publicUrl }: After): readonly string[] {
  return [
    'APP_ID',
    'PRIVATE_KEY',
    'WEBHOOK_SECRET',
    ...(app.signIn === undefined ? [] : ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET']),
    ...(publicUrl === undefined ? [] : ['PUBLIC_URL']),
  ];
}

export const stopped = 'Stopped. Nothing was registered or written; begin again at any time.';

export function stoppedUnwritten(settingsUrl: string): string {
  return `Stopped. The App exists on GitHub, but its credentials were not written and are gone. Delete it on ${settingsUrl}, then begin again.`;
}

export function conversionRefused(status: number): string {
  return status === 404 || status === 422
    ? `GitHub does not know the code (${status}): it works once and for an hour. Nothing was written. Begin again from the first page; if GitHub already lists the App, delete it there first.`
    : `GitHub answered ${status} instead of the credentials. Nothing was written. Reload this page in a minute; if it then says that the code is unknown, delete the App on GitHub and begin again.`;
}

export function conversionUnreachable(host: string, what: string): string {
  return `${host} could not be asked for the credentials (${what}). Nothing was written. Check the network and proxy of this machine, then reload this page.`;
}

export const conversionUnclear =
  'GitHub answered in a form that Countersign does not understand. Nothing was written. Delete the App on GitHub, update Countersign and begin again.';

export function notWritten(path: string, code: string): string {
  return `The App is registered, but ${path} could not be written (${code}). The credentials are kept in this process only: make room or give yourself the right to write, then reload this page. Do not press Ctrl-C before.`;
}

export const pages = {
  title: 'Register Countersign',
  begin:
    'GitHub shows you the App, lets you change its name, and sends you back here. Countersign then writes the credentials to its .env file.',
  button: 'Register on GitHub',
  permissions: 'It asks for these permissions, and no others:',
  failedTitle: 'Not registered',
  doneTitle: 'Registered',
  done: 'The credentials are written, and the terminal tells what to do now. You can close this page after these steps:',
  foreign: 'Not done: this address was not opened by the registration that runs now. Nothing was written. Begin again from the first page.',
  unknownHost: 'Not shown: the registration answers only under an address of this machine.',
  missing: 'There is nothing here. The registration begins at the first page.',
  busy: 'Under way already. Reload this page in a moment.',
  back: 'To the first page',
} as const;
