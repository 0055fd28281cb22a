/** The people of the sample shop: four who use the pages, and those who wrote the code. */
import type { SampleAuthor } from './sample.ts';

export interface SamplePerson extends SampleAuthor {
  readonly login: string;
  readonly role: 'author' | 'maintainer' | 'reader' | 'outsider';
}

export const tom: SamplePerson = { login: 'tom-author', role: 'author', name: 'Tom Okafor', email: 'tom@shop.example' };
export const maya: SamplePerson = { login: 'maya-maintainer', role: 'maintainer', name: 'Maya Lindqvist', email: 'maya@shop.example' };
const remy: SamplePerson = { login: 'remy-reader', role: 'reader', name: 'Remy Laurent', email: 'remy@shop.example' };
const otto: SamplePerson = { login: 'otto-outsider', role: 'outsider', name: 'Otto Brandt', email: 'otto@elsewhere.example' };

export const ines: SampleAuthor = { name: 'Inês Duarte', email: 'ines@shop.example' };
export const jonas: SampleAuthor = { name: 'Jonas Weber', email: 'jonas@shop.example' };

/** Whom the sandbox knows, and as whom one can use its pages. */
export const samplePeople: readonly SamplePerson[] = [tom, maya, remy, otto];
