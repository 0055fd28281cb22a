/** `minimal-repository`, `full-repository`, and the form of webhooks. */
import { must } from '#sandbox/state/core.ts';
import type { Label, Repository } from '#sandbox/state/repository.ts';
import { presentUser } from './present-user.ts';
import type { Json, View } from './view.ts';
import { fullName, nodeId, repositoryPage, repositoryUrl, stamp } from './view.ts';

/** Address templates, below the repository's own address. */
const TEMPLATES: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

export function presentRepository(view: View, repository: Repository): Json {
  const url = repositoryUrl(view, repository);
  const page = repositoryPage(view, repository);
  let open = 0;
  for (const pull of view.records.pulls.values()) if (pull.repositoryId === repository.id && pull.state === 'open') open += 1;
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName(view, repository),
    private: repository.private,
    owner: presentUser(view, must(view.records.users, repository.ownerId)),
    html_url: page,
    description: repository.description,
    fork: repository.forkOf !== null,
    url,
    ...Object.fromEntries(Object.entries(TEMPLATES).map(([key, rest]) => [key, url + rest])),
    created_at: stamp(repository.createdAt),
    updated_at: stamp(repository.updatedAt),
    pushed_at: stamp(repository.pushedAt),
    git_url: page.replace(/^https?:/, 'git:') + '.git',
    ssh_url: `git@${new URL(view.url).hostname}:${fullName(view, repository)}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: false,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: open,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    open_issues: open,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}

/** With what only `GET /repos/{owner}/{repo}` tells. */
export function presentFullRepository(view: View, repository: Repository, permissions: Json): Json {
  return {
    ...presentRepository(view, repository),
    permissions,
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: false,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    subscribers_count: 0,
    network_count: 0,
  };
}

export function presentLabel(view: View, repository: Repository, label: Label): Json {
  return {
    id: label.id,
    node_id: nodeId('LA', label.id),
    url: `${repositoryUrl(view, repository)}/labels/${encodeURIComponent(label.name.toWellFormed())}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}
