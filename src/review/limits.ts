/** How much a review may read, ask and say. */
import { isSmall } from '#src/ask-model.ts';
import type { Model } from '#src/ask-model.ts';
import type { PackingLimits } from '#src/diff/pack-files.ts';

export interface ReviewLimits extends PackingLimits {
  readonly maxComments: number;
  /** Comments of one rule in one file: more of the same is noise. */
  readonly maxOfAKind: number;
  /** Findings that get a second look; the rest is listed. */
  readonly maxVerifications: number;
  readonly parallelRequests: number;
  /** Larger files are not read whole: no look-up beyond the hunks. */
  readonly maxFileBytes: number;
}

export const defaultReviewLimits: ReviewLimits = {
  tokensPerGroup: 2_400,
  maxGroups: 24,
  maxPartsPerFile: 6,
  maxComments: 5,
  maxOfAKind: 2,
  maxVerifications: 12,
  parallelRequests: 2,
  maxFileBytes: 512 * 1024,
};

export const proposalOutputTokens = 1_000;
export const verificationOutputTokens = 220;
export const signOutputTokens = 60;
/** Instructions, title and description. */
const instructionTokens = 1_400;

/** Whether the model is asked to read the change freely, beside what rules found. */
export function readsFreely(model: Pick<Model, 'parameters'>): boolean {
  return !isSmall(model);
}

/** A small model's no is weak: what it lets pass is kept short. */
const mostBySigns = 3;

/** The most comments of one review by this model. */
function commentsFor(limits: ReviewLimits, model: Pick<Model, 'parameters'>): number {
  return readsFreely(model) ? limits.maxComments : Math.min(limits.maxComments, mostBySigns);
}

/** The group size that this model's window can hold; estimates run up to a quarter low. */
export function fitToModel(limits: ReviewLimits, model: Pick<Model, 'contextTokens' | 'parameters'>): ReviewLimits {
  const room = Math.floor((model.contextTokens - instructionTokens - proposalOutputTokens) * 0.75);
  return { ...limits, maxComments: commentsFor(limits, model), tokensPerGroup: Math.max(200, Math.min(limits.tokensPerGroup, room)) };
}
