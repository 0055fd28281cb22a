/** What a person's reply in a thread of ours means (pure): words decide, and in doubt it is only a note. */

export type ReplyKind = 'accepted' | 'rejected' | 'question' | 'note';

const accepted =
  /^(?:(?:good|nice|great) (?:catch|find|point)|fixed|done|thanks|thank you|thx|agreed?|will (?:fix|do|change)|you(?:'| a)?re right|right|yes|yep|ok(?:ay)?|true|\+1|👍|✅)(?![\p{L}\p{N}])/iu;
const rejected =
  /^(?:no|nope|nah|wrong|not (?:a |an |the |our |really )?(?:bug|issue|problem|defect|true|correct|relevant|applicable|needed)|false positive|won'?t ?fix|by design|intended|intentional(?:ly)?|on purpose|disagree|i disagree|this is (?:intended|intentional|fine|ok|correct|by design|wrong|not)|that'?s (?:intended|fine|wrong|not)|works as|it'?s (?:fine|intended|ok|by design)|we (?:want|need|do) this|ignore|👎|-1)(?![\p{L}\p{N}])|\bfalse positive\b|\b(?:is|are|was) (?:intended|intentional|by design|on purpose)\b/iu;

/** `reason`: the person's words, on one line; empty for what needs none. */
export function readReply(body: string): { readonly kind: ReplyKind; readonly reason: string } {
  const text = withoutQuotes(body).replaceAll(/\s+/gu, ' ').trim();
  const reason = text.slice(0, 500);
  // A command is carried out and answered elsewhere.
  if (text === '' || /^\/ai(?:\s|$)/u.test(text)) return { kind: 'note', reason: '' };
  // "No, why would it?" rejects; "Why is this wrong?" asks.
  if (rejected.test(text)) return { kind: 'rejected', reason };
  if (/\?\s*$|^(?:why|how|what|where|when|which|can you|could you|are you sure|do you|does|is (?:this|it|that))\b.*\?/iu.test(text))
    return { kind: 'question', reason };
  if (accepted.test(text)) return { kind: 'accepted', reason };
  return { kind: 'note', reason };
}

function withoutQuotes(body: string): string {
  return body
    .replaceAll(/<!--[\s\S]*?-->/gu, ' ')
    .split('\n')
    .filter((line) => !/^\s*>/u.test(line))
    .join('\n')
    .replaceAll(/^(`{3,}|~{3,})[\s\S]*?^\1.*$/gmu, ' ');
}
