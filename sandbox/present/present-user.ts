/** `simple-user` and `public-user`. */
import { must } from '#sandbox/state/core.ts';
import { permissionOf } from '#sandbox/state/people.ts';
import type { User } from '#sandbox/state/person.ts';
import { permits } from '#sandbox/state/person.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Json, View } from './view.ts';
import { nodeId, stamp } from './view.ts';

export function presentUser(view: View, user: User): Json {
  const login = encodeURIComponent(user.login);
  const url = `${view.url}/api/v3/users/${login}`;
  const page = user.kind === 'Bot' ? `${view.url}/apps/${encodeURIComponent(user.login.replace(/\[bot\]$/, ''))}` : `${view.url}/${login}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId(user.kind === 'Bot' ? 'BOT' : user.kind === 'Organization' ? 'O' : 'U', user.id),
    avatar_url: `${view.url}/avatars/u/${user.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: page,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.kind,
    user_view_type: 'public',
    site_admin: false,
  };
}

export function presentUserId(view: View, id: number | null): Json | null {
  return id === null ? null : presentUser(view, must(view.records.users, id));
}

export function presentPublicUser(view: View, user: User): Json {
  return {
    ...presentUser(view, user),
    name: user.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: stamp(user.createdAt),
    updated_at: stamp(user.createdAt),
  };
}

/** How the author stands to the repository. */
export function presentAssociation(view: View, repository: Repository, userId: number): string {
  if (userId === repository.ownerId) return 'OWNER';
  const user = must(view.records.users, userId);
  if (user.kind === 'Bot') return 'NONE';
  if (repository.permissions.has(userId) && permits(permissionOf(repository, user), 'read')) return 'COLLABORATOR';
  for (const pull of view.records.pulls.values()) {
    if (pull.repositoryId === repository.id && pull.authorId === userId && pull.merged) return 'CONTRIBUTOR';
  }
  return 'NONE';
}
