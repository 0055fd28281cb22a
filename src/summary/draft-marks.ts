/** The hidden marks and fixed words by which the App finds its own parts of a comment again. They carry no state. */

export const DRAFT_MARK = '<!-- countersign:draft -->';
export const TEXT_OPEN = '<!-- countersign:text -->';
export const TEXT_CLOSE = '<!-- /countersign:text -->';
export const OFFER_OPEN = '<!-- countersign:offer -->';
export const OFFER_CLOSE = '<!-- /countersign:offer -->';
export const SUMMARY_OPEN = '<!-- countersign:summary -->';
export const SUMMARY_CLOSE = '<!-- /countersign:summary -->';
export const TITLE_LABEL = '**Title:** ';
export const ACCEPT_LABEL = 'Accept this summary into the description';
/** A box of its own, below the other: without it the title stays. */
export const TITLE_BOX_LABEL = 'Set the title above, too';
/** Why a box was un-ticked, or why nothing was written: the one line under the box. */
export const NOTICE_MARK = '> ';

/** Markers of ours in foreign text would be read as ours; as entities they are shown instead. */
export function disarmMarks(text: string): string {
  return text.replaceAll(/<!--(?=\s*\/?\s*countersign:)/giu, '&lt;!--');
}

/** The comment is a draft of ours as far as its text can tell; the author is checked by who reads comments. */
export function hasDraftMark(body: string): boolean {
  return body.slice(0, 200).includes(DRAFT_MARK);
}
