/** Every sentence of the draft page. */
export const wording = {
  otherHost: (own: string): string => `This page is at ${own}. Nothing was done.\n`,
  otherSite:
    'This came from another site, or from a page that is too old. Nothing was done: go back, load the page again, and try once more.\n',
  absent:
    'There is no draft here that you may see. The address is /drafts/OWNER/REPOSITORY/NUMBER, as the draft on the pull request links it.',
  noSignIn:
    'Nobody can sign in here, so this page only shows, and only on this machine. To let people edit here, set GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET (docs/operations.md). Until then: edit the draft comment, or reply with /ai edit.',
  signInNeeded: 'Sign in to see and edit the draft.',
  signInFailed: 'GitHub did not confirm who you are. Nothing was done. Try to sign in again.',
  noEdit: 'Only the author of the pull request and people with write permission can edit this draft.',
  tooLarge: 'That is more than a draft can hold. Nothing was saved: go back and shorten it.',
  notNow: 'This page is not available now. Nothing was changed. The log tells more; the draft comment and /ai edit work without it.',
  saving: 'Saving … this takes a few seconds.',
  accepted: 'Accepted: the text stands in the description.',
  title: 'Draft',
  states: {
    open: 'Not in the description yet. Edit, save, accept.',
    accepted: 'This draft is accepted; edit the description on GitHub, or reopen it with /ai draft or /ai undo.',
    rejected: 'This draft was rejected. /ai draft brings it back.',
    deleted: 'The draft comment was deleted. /ai draft brings it back.',
  },
  notShown: 'not shown here',
  moreFiles: (count: number): string => `${count.toLocaleString('en-US')} more files: see the pull request.`,
} as const;
