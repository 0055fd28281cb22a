/** Reactions under a comment: who reacted how, and a menu to add one. Drawn, since not every machine has a font with emoji. */
import type { ReactionContent, ReactionTarget } from '#sandbox/state/conversation.ts';
import { icon, type IconName } from './icons.ts';
import { html, type Html } from './page-html.ts';
import { userOf, type PullView } from './pull-view.ts';
import { visibleLine } from './visible-text.ts';

const faces: Readonly<Record<ReactionContent, readonly [face: IconName, words: string]>> = {
  '+1': ['thumbUp', 'thumbs up'],
  '-1': ['thumbDown', 'thumbs down'],
  laugh: ['laugh', 'laugh'],
  hooray: ['hooray', 'hooray'],
  confused: ['confused', 'confused'],
  heart: ['heart', 'heart'],
  rocket: ['rocket', 'rocket'],
  eyes: ['eye', 'eyes'],
};

export const reactionContents = Object.keys(faces) as readonly ReactionContent[];

export function reactionBar(view: PullView, target: ReactionTarget): Html {
  const present = view.world.reactionsOf(target);
  const counted = reactionContents.filter((content) => present.some((reaction) => reaction.content === content));
  if (counted.length === 0 && !view.may.comment) return html``;
  return html`<form method="post" action="${view.path}/react" class="reactions" data-testid="reactions">
    <input type="hidden" name="kind" value="${target.kind}" /><input type="hidden" name="target" value="${target.id}" />
    ${
      view.may.comment
        ? html`<details class="menu">
            <summary aria-label="Add a reaction" title="Add a reaction">${icon('smile')}</summary>
            <div class="menu-items">${reactionContents.map((content) => button(content, '', false))}</div>
          </details>`
        : ''
    }
    ${counted.map((content) => {
      const who = present.filter((reaction) => reaction.content === content);
      const mine = who.some((reaction) => reaction.userId === view.actor.user.id);
      const names = who.map((reaction) => visibleLine(userOf(view, reaction.userId)?.login ?? 'ghost', 60)).join(', ');
      return button(content, String(who.length), mine, names, !view.may.comment);
    })}
  </form>`;
}

function button(content: ReactionContent, count: string, mine: boolean, names = '', disabled = false): Html {
  const [face, words] = faces[content];
  return html`<button
    name="content"
    value="${content}"
    class="reaction ${mine ? 'mine' : ''}"
    ${disabled ? 'disabled' : ''}
    aria-pressed="${String(mine)}"
    aria-label="${words} ${count}"
    title="${names || words}"
  >
    ${icon(face)} ${count}
  </button>`;
}
