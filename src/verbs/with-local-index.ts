/** What `index` and `ask` share: settings, the repository, its commit, its index brought up to date. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetSecrets, readLocalConfig } from '#src/config.ts';
import type { Config } from '#src/config.ts';
import { openLocal } from '#src/git/open-local.ts';
import type { LocalRepository } from '#src/git/open-local.ts';
import { reasonOf } from './check.ts';
import { codeWording as wording } from './code-wording.ts';
import { indexLocally, openLocalIndex } from './local-index.ts';
import type { LocalIndex } from './local-index.ts';
import type { VerbSetting } from './verb.ts';
import { reviewWording } from './wording.ts';

export interface Indexed {
  readonly config: Omit<Config, 'app'>;
  readonly repository: LocalRepository;
  readonly index: LocalIndex;
  readonly repositoryId: number;
  /** As it was named, or the branch that is checked out. */
  readonly name: string;
  readonly commitSha: string;
  readonly read: number;
  readonly seconds: number;
}

/** @returns the exit code: what `work` says, or 2. */
export async function withLocalIndex(
  { path, head }: { readonly path: string; readonly head: string | undefined },
  { root, signal, tell }: VerbSetting,
  work: (indexed: Indexed) => Promise<number>,
): Promise<number> {
  const refuse = (problem: string): number => (tell(problem), 2);
  const settings = readLocalConfig(root);
  forgetSecrets();
  if (settings.kind === 'invalid') return refuse(reviewWording.badSettings(settings.problems));
  const { config } = settings;
  const scratch = await mkdtemp(join(tmpdir(), 'countersign-index-'));
  try {
    const opened = await openLocal(path, scratch, signal);
    if (opened.kind === 'refused') return refuse(reviewWording.notOpened[opened.reason](path));
    const { repository } = opened;
    const commitSha = await repository.resolve(head ?? 'HEAD');
    if (commitSha === undefined) return refuse(wording.noCommit(head ?? 'HEAD'));
    await using index = await openLocalIndex(config);
    const started = performance.now();
    const onProgress = (read: number, toRead: number): void => void (toRead > 0 && tell(wording.reading(read, toRead)));
    const { repositoryId, ending } = await indexLocally(
      index,
      { repository, path: opened.repository.gitDir, commitSha },
      { signal, tell, onProgress },
    );
    if (ending.kind !== 'indexed') return refuse(wording[ending.kind]);
    const name = head ?? repository.current?.replace(/^refs\/heads\//u, '') ?? 'HEAD';
    const seconds = (performance.now() - started) / 1000;
    return await work({ config, repository, index, repositoryId, name, commitSha, read: ending.read, seconds });
  } catch (error) {
    signal.throwIfAborted();
    const reason = reasonOf(error);
    return refuse(/in use by process \d+/u.test(reason) ? wording.inUse(reason) : reviewWording.notDone(reason));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
