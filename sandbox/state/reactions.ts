/** Reactions: one of each kind per person and target. */
import type { Reaction, ReactionContent, ReactionTarget } from './conversation.ts';
import type { Core } from './core.ts';
import { Refusal } from './refusal.ts';
import type { Actor } from './world.ts';

export function reactionsOf(core: Core, target: ReactionTarget): readonly Reaction[] {
  return [...core.records.reactions.values()].filter((one) => one.target.kind === target.kind && one.target.id === target.id);
}

export function react(
  core: Core,
  actor: Actor,
  target: ReactionTarget,
  content: ReactionContent,
): { readonly reaction: Reaction; readonly created: boolean } {
  const known = reactionsOf(core, target).find((one) => one.userId === actor.user.id && one.content === content);
  if (known) return { reaction: known, created: false };
  const reaction: Reaction = { id: core.nextId(), userId: actor.user.id, content, target, createdAt: core.now() };
  core.records.reactions.set(reaction.id, reaction);
  return { reaction, created: true };
}

export function unreact(core: Core, actor: Actor, reaction: Reaction): void {
  if (reaction.userId !== actor.user.id) throw new Refusal(403, 'You can only delete your own reactions.');
  core.records.reactions.delete(reaction.id);
}
