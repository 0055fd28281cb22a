/** How the commands that may be refused for more than one reason end. */

export type RejectEnding = 'rejected' | 'already' | 'accepted' | 'no-draft';
export type UndoEnding = 'undone' | 'not-accepted' | 'block-edited' | 'block-repeated' | 'still-changing';
export type DismissEnding = 'dismissed' | 'already' | 'unknown' | 'security' | 'no-reason';
