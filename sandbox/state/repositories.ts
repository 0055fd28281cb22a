/** Repositories and their rules. */
import { join } from 'node:path';
import { createBareRepository } from '#sandbox/git/bare-repository.ts';
import type { Core } from './core.ts';
import { ownerOf } from './core.ts';
import { findUser } from './people.ts';
import { Refusal } from './refusal.ts';
import type { BranchProtection, Label, Repository, RequiredCheck, Ruleset } from './repository.ts';
import type { NewRepository } from './world.ts';

export async function createRepository(core: Core, options: NewRepository): Promise<Repository> {
  const owner = findUser(core, options.owner);
  if (!owner) throw new Refusal(404, `there is no owner called ${options.owner}`);
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(options.name) || /^\.{1,2}$|\.git$/i.test(options.name)) {
    throw new Refusal(422, `${JSON.stringify(options.name)} is not a name for a repository`);
  }
  if (findRepository(core, options.owner, options.name)) throw new Refusal(422, 'name already exists on this account');
  const id = core.nextId();
  const gitFolder = join(core.dataFolder, `${id}.git`);
  const defaultBranch = options.defaultBranch ?? options.forkOf?.defaultBranch ?? 'main';
  await createBareRepository(gitFolder, defaultBranch, options.forkOf?.gitFolder ?? options.cloneFrom ?? null);
  const now = core.now();
  const repository: Repository = {
    id,
    ownerId: owner.id,
    name: options.name,
    private: options.private ?? options.forkOf?.private ?? true,
    description: options.description ?? null,
    defaultBranch,
    gitFolder,
    forkOf: options.forkOf?.id ?? null,
    permissions: new Map(),
    protections: new Map(),
    rulesets: [],
    labels: [],
    nextNumber: 1,
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
  };
  core.records.repositories.set(id, repository);
  return repository;
}

export function findRepository(core: Core, owner: string, name: string): Repository | undefined {
  for (const repository of core.records.repositories.values()) {
    if (repository.name.toLowerCase() !== name.toLowerCase()) continue;
    if (ownerOf(core, repository).login.toLowerCase() === owner.toLowerCase()) return repository;
  }
  return undefined;
}

export function createLabel(core: Core, repository: Repository, name: string, color = 'ededed'): Label {
  const label: Label = { id: core.nextId(), name, color, description: null };
  repository.labels.push(label);
  return label;
}

export function protectBranch(repository: Repository, protection: Partial<BranchProtection> & { readonly branch: string }): void {
  repository.protections.set(protection.branch, {
    requiredChecks: [],
    strict: false,
    requiredApprovals: 0,
    requireConversationResolution: false,
    enforceAdmins: false,
    ...protection,
  });
}

export function addRuleset(core: Core, repository: Repository, ruleset: Omit<Ruleset, 'id'>): Ruleset {
  const added = { id: core.nextId(), ...ruleset };
  repository.rulesets.push(added);
  return added;
}

/** Active rulesets that cover a branch. */
export function rulesetsFor(repository: Repository, branch: string): readonly Ruleset[] {
  const names = new Set([branch, '~ALL', ...(branch === repository.defaultBranch ? ['~DEFAULT_BRANCH'] : [])]);
  return repository.rulesets.filter((ruleset) => ruleset.enforcement === 'active' && ruleset.branches.some((name) => names.has(name)));
}

/** What classic protection and rulesets require together, each (context, App) once. */
export function requiredChecksFor(repository: Repository, branch: string): readonly RequiredCheck[] {
  const all = [
    ...(repository.protections.get(branch)?.requiredChecks ?? []),
    ...rulesetsFor(repository, branch).flatMap((ruleset) => ruleset.requiredChecks),
  ];
  return [...new Map(all.map((check) => [`${check.appId ?? ''}:${check.context}`, check])).values()];
}
