/** Every sentence that this room can say to people. Arguments that are text are already safe Markdown. */
import type { NotRead, NotReadReason, Place, RepeatedEdit } from './facts.ts';
import { inlineCode } from './show-text.ts';
import { at } from './symbol-name.ts';

const plural = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

export const wording = {
  list(items: readonly string[], more: number): string {
    if (more > 0) return `${items.join(', ')} and ${more.toLocaleString('en-US')} more`;
    return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
  },
  andMore: (count: number): string => `and ${count.toLocaleString('en-US')} more`,

  adds: (names: string): string => `adds ${names}`,
  changes: (names: string): string => `changes ${names}`,
  removes: (names: string): string => `removes ${names}`,
  moves: (names: string, to: string): string => `moves ${names} to ${to}`,
  addsFiles: (names: string, count: number): string => (count === 1 ? `adds ${names}` : `adds ${plural(count, 'file')}: ${names}`),
  editsFiles: (names: string, count: number): string => (count === 1 ? `edits ${names}` : `edits ${plural(count, 'file')}: ${names}`),
  deletesFiles: (names: string, count: number): string => (count === 1 ? `deletes ${names}` : `deletes ${plural(count, 'file')}: ${names}`),
  renamesFiles: (names: string, count: number): string => (count === 1 ? `renames ${names}` : `renames ${plural(count, 'file')}: ${names}`),
  copiesFiles: (names: string, count: number): string => (count === 1 ? `copies ${names}` : `copies ${plural(count, 'file')}: ${names}`),
  handlerOf: (route: string, place: string): string => `the handler of ${route} (${place})`,

  /** Behind a place: what stands there now, or which parts are new. */
  becomes: (before: string, after: string): string => `${before} → ${after}`,
  gains: (line: string): string => `new: ${line}`,
  loses: (line: string): string => `gone: ${line}`,
  newSections: (place: string, titles: readonly string[]): string =>
    `${place} (new section${titles.length === 1 ? '' : 's'} ${titles.join(', ')})`,
  named: (place: string, name: string): string => `${name} (${place})`,
  near: (place: string, name: string): string => `${place} near ${name}`,

  rootFolder: 'Top folder',
  moreAreas(folders: readonly string[], files: number): string {
    const shown = folders.slice(0, 6).map((folder) => (folder === '' ? this.rootFolder : inlineCode(folder)));
    return `Smaller changes in ${this.list(shown, folders.length - 6)} (${plural(files, 'file')}).`;
  },
  fromCommits: (subjects: readonly string[], more: number): string =>
    `Commits: ${subjects.join('; ')}${more > 0 ? `; and ${more.toLocaleString('en-US')} more` : ''}.`,
  fromChangelog: (items: readonly string[], place: Place): string =>
    items.length === 1
      ? `Changelog: ${items.join('')} (${at(place)}).`
      : `Changelog (${at(place)}):\n${items.map((item) => `- ${item}`).join('\n')}`,
  issue: (number: string, title: string): string => `${number} ${title}`,
  issues(shown: readonly string[]): string {
    return `For ${this.list(shown, 0)}.`;
  },
  repeated: ({ from, to, files, place }: RepeatedEdit, all: number): string =>
    `Most of it is one edit repeated in ${files.toLocaleString('en-US')} of ${plural(all, 'file')}: ${inlineCode(from)} becomes ${inlineCode(to)} (first at ${at(place)}).`,

  changesHeading: '**In the code**',
  callersHeading: '**For callers**',
  checksHeading: '**To check**',
  publicRemoved: (names: string, path: string): string => `Gone from ${path}: ${names}.`,
  declaration: (before: string, after: string, place: string): string => `${before} becomes ${after} (${place}).`,
  declarationOf: (name: string, place: string): string => `The declaration of ${name} changes (${place}).`,
  parameters(name: string, gained: readonly string[], lost: readonly string[], place: string): string {
    if (lost.length === 0) return `${name} now also takes ${this.list(gained, 0)} (${place}).`;
    if (gained.length === 0) return `${name} no longer takes ${this.list(lost, 0)} (${place}).`;
    return `${name} takes ${this.list(gained, 0)} instead of ${this.list(lost, 0)} (${place}).`;
  },
  typesOnly(examples: readonly string[], count: number): string {
    return `Only type annotations change in ${plural(count, 'signature')}: ${this.list(examples, count - examples.length)}.`;
  },
  routeNew: (route: string, place: string): string => `New route ${route} (${place}).`,
  routeRemoved: (route: string, path: string): string => `Route ${route} is gone from ${path}.`,

  migrations: (names: string, count: number, dangers: readonly string[]): string =>
    `${count === 1 ? 'Migration' : 'Migrations'}: ${names}${dangers.length === 0 ? '' : `; ${dangers.join(', ')}`}.`,
  dependencies: (names: string): string => `Dependencies: ${names}.`,
  anyVersion: 'any version',
  /** In how many more manifests the same happens. */
  elsewhere: (place: string, more: number): string => (more === 0 ? place : `${place} and ${plural(more, 'other place')}`),
  dependencyNew: (name: string, version: string, place: string): string => `new ${name} ${version} (${place})`,
  dependencyRemoved: (name: string): string => `${name} removed`,
  dependencyMoved: (name: string, from: string, to: string, major: boolean, place: string): string =>
    `${name} ${from} → ${to} (${major ? 'major step, ' : ''}${place})`,
  settings: (names: string): string => `Reads the environment: ${names}.`,
  noTests: (where: string): string => `No test changed with ${where}.`,
  tests: (names: string): string => `Tests: ${names}.`,
  testFile: (place: string, fresh: number): string => (fresh === 0 ? place : `${place} with ${plural(fresh, 'new test')}`),
  testFileDeleted: (path: string): string => `${path} deleted`,

  nothingRead: (names: string): string => `Changes nothing that can be read here: ${names}.`,

  coverage(all: number, notRead: readonly NotRead[]): string {
    if (notRead.length === 0) return `${plural(all, 'changed file')}, all read.`;
    const counts = new Map<NotReadReason, number>();
    for (const { reason } of notRead) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    const reasons =
      counts.size === 1
        ? [...counts.keys()].join('')
        : [...counts].map(([reason, count]) => `${count.toLocaleString('en-US')} ${reason}`).join(', ');
    return `${plural(all, 'changed file')}: ${(all - notRead.length).toLocaleString('en-US')} summarized by area, ${notRead.length.toLocaleString('en-US')} not read (${reasons}).`;
  },
} as const;
