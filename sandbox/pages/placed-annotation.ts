import type { CheckAnnotation } from '#sandbox/state/check.ts';

export interface PlacedAnnotation extends CheckAnnotation {
  readonly from: string;
}
