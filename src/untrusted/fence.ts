import { showHiddenCharacters } from './hidden-characters.ts';

/** Control words of chat templates: some servers read them as tokens even inside a message. */
const TEMPLATE_WORD =
  /<([|｜])([^<>\n]{1,60}?)([|｜])>|<(\/?(?:s|bos|eos|start_of_turn|end_of_turn|think|tool_call|tool_response))>|\[(\/?(?:INST|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|SYSTEM_PROMPT))\]|<<(\/?SYS)>>|<[|｜](?=\w)/g;

/**
 * Puts text from outside between two lines that only this request knows. The nonce is fresh and random per request
 * (at least 16 characters `[A-Za-z0-9]`); text that knows it anyway loses it, so the fence cannot be closed from inside.
 */
export function fence(label: string, text: string, nonce: string): string {
  if (!/^[A-Za-z0-9]{16,64}$/.test(nonce)) throw new RangeError('a fence needs a nonce of 16 to 64 letters and digits');
  const name = showHiddenCharacters(label).replace(/\s+/g, ' ').replace(/[<>]/g, '').slice(0, 300).replaceAll(nonce, '');
  return `<<<DATA ${nonce} ${name.trim()}\n${breakTemplateWords(text).replaceAll(nonce, '[fence]')}\nDATA ${nonce}>>>`;
}

function breakTemplateWords(text: string): string {
  // The last form is one that was cut off.
  return text.replace(TEMPLATE_WORD, (match) => (match.length === 2 ? `⟨${match.slice(1)}` : `⟨${match.slice(1, -1)}⟩`));
}
