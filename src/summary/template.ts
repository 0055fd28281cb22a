/** Pull-request templates: which files are some, which one a description was begun with, and what in it waits to be filled. Pure. */
import { keyOf, sectionsOf, visibleWords } from './sections.ts';
import type { Section } from './sections.ts';
import { sameText } from './line-ends.ts';

export interface TemplateFile {
  readonly path: string;
  readonly text: string;
}

/** Characters. Longer ones leave no room for a text in a description. */
export const MAX_TEMPLATE = 30_000;

/** In the order in which GitHub looks. Source: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/creating-a-pull-request-template-for-your-repository */
export const templateFolders = ['.github', '', 'docs'] as const;

const SINGLE = /^pull_request_template(?:\.(?:md|markdown|txt))?$/iu;
const FOLDER = /^pull_request_template$/iu;

/** Whether a folder may hold templates. */
export function opensTemplates(folder: string): boolean {
  const parts = folder.toLowerCase().split('/');
  if (parts.at(-1) === 'pull_request_template') parts.pop();
  return templateFolders.some((place) => place === parts.join('/'));
}

/** `entries`: paths of files in the three places, and one level below their folder of templates. In GitHub's order. */
export function templatePaths(entries: readonly string[]): readonly string[] {
  const placed = entries.flatMap((path) => {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    const inFolder = FOLDER.test(parts.at(-1) ?? '') && /\.(?:md|markdown|txt)$/iu.test(name);
    if (inFolder) parts.pop();
    else if (!SINGLE.test(name)) return [];
    const place = templateFolders.findIndex((folder) => folder === parts.join('/').toLowerCase());
    return place === -1 ? [] : [{ path, order: Number(inFolder) * 10 + place }];
  });
  return placed.toSorted((a, b) => a.order - b.order || (a.path < b.path ? -1 : 1)).map(({ path }) => path);
}

/** Whether the file is one of several to choose from: GitHub offers it, but puts it into no description by itself. */
const isChosenByHand = ({ path }: TemplateFile): boolean =>
  !SINGLE.test(path.slice(path.lastIndexOf('/') + 1)) || /pull_request_template\/[^/]+$/iu.test(path);

/**
 * The template that counts: the one whose headings the description has; else the repository's own; else the only one.
 * `undefined`: there is none, or several among which nobody chose.
 */
export function chooseTemplate(templates: readonly TemplateFile[], description: string): TemplateFile | undefined {
  const usable = templates.filter(({ text }) => text.trim() !== '' && text.length <= MAX_TEMPLATE);
  const there = new Set(headed(description).map(({ key }) => key));
  const scored = usable.map((template) => {
    const keys = headed(template.text).map(({ key }) => key);
    return { template, share: keys.length === 0 ? 0 : keys.filter((key) => there.has(key)).length / keys.length };
  });
  const best = scored.toSorted((a, b) => b.share - a.share)[0];
  if (best !== undefined && best.share >= 0.5) return best.template;
  const standing = usable.find((template) => !isChosenByHand(template));
  return standing ?? (usable.length === 1 ? usable[0] : undefined);
}

export function headed(text: string): readonly Section[] {
  return sectionsOf(text).filter(({ key }) => key !== '');
}

/** Nothing in it is a person's: it is blank, only comments, or still what the template says; and it holds no boxes to tick. */
export function isUnfilled(body: string, inTemplate: string | undefined): boolean {
  if (/^\s*(?:[-*+]|\d{1,9}[.)])\s+\[[ xX]\]/mu.test(body)) return false;
  if (/<!--(?![\s\S]*-->)/u.test(body)) return false;
  return visibleWords(body) === '' || (inTemplate !== undefined && sameText(body, inTemplate));
}

/** Sections of `text` that wait for words, each heading once: what stands there twice is nobody's to choose between. */
export function openSections(text: string, template: TemplateFile | undefined): readonly Section[] {
  const sections = headed(text);
  const bodies = new Map((template === undefined ? [] : headed(template.text)).map((one) => [one.key, bodyOf(template?.text ?? '', one)]));
  return sections.filter(
    (one) => sections.filter(({ key }) => key === one.key).length === 1 && isUnfilled(bodyOf(text, one), bodies.get(one.key)),
  );
}

export function bodyOf(text: string, { bodyStart, end }: Section): string {
  return text.slice(bodyStart, end);
}

export type SectionKind = 'what' | 'why' | 'how' | 'breaking' | 'callers' | 'checks' | 'tests';

const KINDS: readonly (readonly [SectionKind, RegExp])[] = [
  ['tests', /\b(tests?|tested|testing|verif\w+|qa)\b/u],
  ['breaking', /\b(breaking|compatib\w+|upgrad\w+)\b/u],
  ['callers', /\bapi changes?\b/u],
  ['checks', /\b(risks?|migrations?|deploy\w*|reviewers?|rollout|review notes?|attention|side effects?|dependenc\w+|configuration)\b/u],
  ['why', /\b(why|motivation|reasons?|context|background|problem|purpose|rationale|goal)\b/u],
  ['how', /\b(how|implementation|approach|details?|solution|technical|design)\b/u],
  [
    'what',
    /\b(what|summary|description|changes?|changed|overview|proposed|about|abstract|tl dr|tldr|pull request|pr|change ?log|release notes?)\b/u,
  ],
];
const NOT_OURS =
  /\b(check ?list|screenshots?|types?|linked|related|issues?|tickets?|fixes|closes|references?|links?|todo|demo|video|before|after|author|licen[cs]e|sign ?off|labels?)\b/u;

/** What of a draft belongs under a heading; `undefined`: it asks for what no draft can know. */
export function kindOf(heading: string): SectionKind | undefined {
  const key = keyOf(heading);
  if (/^(?:how (?:has|was|to|did|do|can) .*(?:test|verif)|test)/u.test(key)) return 'tests';
  const found = KINDS.find(([, words]) => words.test(key))?.[0];
  if (found === undefined || found === 'tests') return found;
  return NOT_OURS.test(key) && !/\b(describe|description|summary|why|what)\b/u.test(key) ? undefined : found;
}
