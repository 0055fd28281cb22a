/** What a command line could do that one would regret. Fixed rules; pure. They warn, they do not permit: nothing here is ever run. */

export interface Danger {
  /** The words of the line that the rule is about. */
  readonly at: string;
  readonly warning: string;
}

interface Rule {
  readonly fits: RegExp;
  readonly warning: string;
}

/** The beginning of a command: of the line, or after a sign or a word that begins another one. */
const START = String.raw`(?:^|[;&|({\n]|\$\(|${'`'}|\b(?:sudo|doas|xargs|env|nohup|time|then|do|else|exec|command)\s+(?:-\S+\s+)*)\s*(?:\S*/)?`;
const command = (rest: string): RegExp => new RegExp(`${START}(?<at>${rest})`, 'iu');
const anywhere = (rest: string): RegExp => new RegExp(`(?<at>${rest})`, 'iu');

const rules: readonly Rule[] = [
  {
    fits: command(String.raw`rm\s+(?:\S+\s+)*?-\w*[rRf]\w*(?:\s+[^\s;|&]+){0,3}`),
    warning: 'deletes without asking; there is no way back',
  },
  { fits: command(String.raw`(?:rm|unlink)\s+\S+`), warning: 'deletes files' },
  {
    fits: anywhere(String.raw`\bfind\b[^|;&\n]*\s-(?:delete|exec(?:dir)?\s+(?:\S*/)?(?:rm|shred|mv|chmod|chown)\b)`),
    warning: 'changes or deletes every file that fits',
  },
  {
    fits: command(String.raw`(?:dd\s+[^|;&\n]*\bof=\S+|mkfs(?:\.\w+)?|wipefs|fdisk|parted|sgdisk|shred)\b[^|;&\n]{0,60}`),
    warning: 'overwrites a disk or a file for good',
  },
  { fits: anywhere(String.raw`>\s*/dev/(?:sd|nvme|vd|xvd|disk|mapper/)\S*`), warning: 'overwrites a disk' },
  {
    fits: anywhere(
      String.raw`(?:curl|wget|fetch)\b[^\n]*?\|\s*(?:sudo\s+)?(?:\S*/)?(?:ba|z|da|k|fi)?sh\b|(?:ba|z|da|k|fi)?sh\s+(?:-c\s+)?["']?(?:<\(|\$\()\s*(?:curl|wget)`,
    ),
    warning: 'runs what a server sends, unseen',
  },
  {
    fits: anywhere(String.raw`\|\s*(?:sudo\s+)?(?:\S*/)?(?:(?:ba|z|da|k|fi)?sh|python[23]?|perl|ruby|node)\b`),
    warning: 'runs the text that comes out of the command before',
  },
  { fits: command(String.raw`(?:eval|source)\b[^|;&\n]{0,60}`), warning: 'runs text that is only put together at that moment' },
  { fits: anywhere(String.raw`base64\s+(?:-d|-D|--decode)|xxd\s+-r`), warning: 'hides from the reader what it does' },
  { fits: command(String.raw`(?:sudo|doas|su)\b(?:\s+[^\s;|&]+){0,2}`), warning: 'acts as the administrator of the machine' },
  {
    fits: command(String.raw`ch(?:mod|own|grp)\s+(?:\S+\s+)*?-\w*R\w*(?:\s+[^\s;|&]+){0,3}`),
    warning: 'changes the rights of everything below',
  },
  { fits: command(String.raw`chmod\s+(?:\S+\s+)*?(?:0?777|a\+rwx|o\+w)\b`), warning: 'lets everybody on the machine write there' },
  {
    fits: anywhere(
      String.raw`\bgit\s+(?:\S+\s+)*?push\b[^|;&\n]*(?:\s--force(?!-with-lease)\b|\s-\w*f\w*\b|\s\+\S+|\s--mirror\b|\s--delete\b)`,
    ),
    warning: 'replaces or deletes what others have pushed',
  },
  {
    fits: anywhere(
      String.raw`\bgit\s+(?:\S+\s+)*?(?:reset\s+(?:\S+\s+)*?--hard|clean\s+(?:\S+\s+)*?-\w*[fxd]\w*|checkout\s+(?:\S+\s+)*?(?:--\s+|-f\b|\.)|restore\b|stash\s+(?:drop|clear)|branch\s+(?:\S+\s+)*?-D|filter-(?:branch|repo)|update-ref\s+-d|reflog\s+expire)`,
    ),
    warning: 'throws away work that is not committed, or history',
  },
  {
    fits: anywhere(String.raw`\b(?:drop|truncate)\s+(?:table|database|schema|index|view)\b|\bdelete\s+from\s+\S+\s*(?:;|["']|$)`),
    warning: 'deletes data in a database',
  },
  {
    fits: anywhere(
      String.raw`\b(?:kubectl|oc)\s+(?:\S+\s+)*?(?:delete|drain|replace\s+--force)\b|\bhelm\s+(?:uninstall|delete)\b|\bterraform\s+(?:\S+\s+)*?(?:destroy|apply)\b|\bdocker\s+(?:\S+\s+)*?(?:prune|rm|rmi|kill)\b|\b(?:aws|gcloud|az)\b[^|;&\n]*\b(?:delete|terminate|rb|rm)\b`,
    ),
    warning: 'removes or changes running systems',
  },
  { fits: anywhere(String.raw`--privileged\b|\s-v\s+/(?:\s|:)|--pid[= ]host`), warning: 'gives a container the whole machine' },
  { fits: command(String.raw`(?:kill(?:all)?|pkill)\b(?:\s+[^\s;|&]+){0,3}`), warning: 'ends running programs' },
  {
    fits: command(String.raw`(?:shutdown|reboot|halt|poweroff|init\s+[06]|systemctl\s+(?:stop|disable|mask|poweroff|reboot))\b`),
    warning: 'stops services or the machine',
  },
  {
    fits: anywhere(String.raw`:\s*\(\s*\)\s*\{[^}]*:\s*\|\s*:\s*&`),
    warning: 'starts itself again and again until the machine stands still',
  },
  {
    fits: anywhere(
      String.raw`(?:~|\$\{?HOME\}?|/root|/home/\w+)/\.(?:ssh|aws|gnupg|kube|netrc|npmrc|docker)\S*|\bid_(?:rsa|ed25519)\b|/etc/shadow|\.env\b`,
    ),
    warning: 'touches keys or passwords',
  },
  {
    fits: anywhere(
      String.raw`\bcurl\b[^|;&\n]*(?:\s(?:-d|--data\S*|-F|--form|-T|--upload-file)\s*@?\S+)|\b(?:scp|rsync|nc|ncat|netcat|ftp)\b[^|;&\n]{0,60}`,
    ),
    warning: 'sends data to another machine',
  },
  {
    fits: anywhere(
      String.raw`\b(?:npm|yarn|pnpm)\s+publish\b|\btwine\s+upload\b|\bcargo\s+publish\b|\bgem\s+push\b|\bdocker\s+push\b|\bgh\s+release\s+(?:create|delete)\b`,
    ),
    warning: 'publishes for everybody',
  },
  { fits: anywhere(String.raw`(?:\bsed\b[^|;&\n]*\s-\w*i|\bperl\b[^|;&\n]*\s-\w*i)\S*`), warning: 'changes files in place' },
  {
    fits: anywhere(String.raw`(?<![<>&\d-])>(?![>&])\s*(?!/dev/(?:null|stdout|stderr))[^\s;|&>]+`),
    warning: 'overwrites that file if it is there',
  },
  {
    fits: command(String.raw`(?:mv|cp)\s+(?:\S+\s+)*?-\w*f\w*(?:\s+[^\s;|&]+){0,2}|truncate\s[^|;&\n]{0,40}`),
    warning: 'overwrites without asking',
  },
  {
    fits: anywhere(
      String.raw`\bcrontab\s+-r\b|\biptables\b|\bufw\s+disable\b|\bsetenforce\s+0\b|--no-check-certificate|\bcurl\b[^|;&\n]*\s(?:-k|--insecure)\b|\bverify\s*=\s*false\b`,
    ),
    warning: 'switches a protection off',
  },
];

const MOST = 8;
/** Characters: no longer command line is taken from a model. */
const LONGEST = 1500;

/** Each rule at most once, in the order of the rules; a line that cannot be judged as a whole is said to be so. */
export function dangersOf(line: string): readonly Danger[] {
  const text = line.slice(0, LONGEST);
  const found: Danger[] = [];
  for (const { fits, warning } of rules) {
    const at = fits.exec(text)?.groups?.['at']?.trim();
    if (at !== undefined && !found.some((one) => one.at.includes(at) && one.warning.startsWith('deletes')))
      found.push({ at: at.slice(0, 120), warning });
  }
  // eslint-disable-next-line no-control-regex
  const hidden = /[^\u0020-\u007E\n\t]/u.exec(text)?.[0];
  if (hidden !== undefined) found.push({ at: hidden, warning: 'is no plain letter or sign: it may look like another one' });
  return found.slice(0, MOST);
}
