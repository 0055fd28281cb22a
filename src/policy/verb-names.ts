/** The commands that exist. Here, because the operator's and the repositories' files name them too. */

export const verbNames = [
  'help',
  'status',
  'why',
  'config',
  'draft',
  'edit',
  'accept',
  'reject',
  'undo',
  'review',
  'dismiss',
  'waive',
  'unwaive',
  'pause',
  'resume',
  'retry',
  'ask',
  'explain',
  'shell',
  'tests',
  'release-notes',
  'memory',
] as const;
export type VerbName = (typeof verbNames)[number];
