/** `commit`, `diff-entry` and their relatives. */
import type { DiffFile } from '#sandbox/state/diff-file.ts';
import type { User } from '#sandbox/state/person.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { CommitSummary, Signature } from '#sandbox/state/world.ts';
import { presentUser } from './present-user.ts';
import type { Json, View } from './view.ts';
import { encodePath, nodeId, repositoryPage, repositoryUrl, stamp } from './view.ts';

export function presentCommit(view: View, repository: Repository, commit: CommitSummary): Json {
  const url = `${repositoryUrl(view, repository)}/commits/${commit.sha}`;
  const page = repositoryPage(view, repository);
  return {
    sha: commit.sha,
    node_id: nodeId('C', Number.parseInt(commit.sha.slice(0, 12), 16)),
    commit: {
      author: presentSignature(commit.author),
      committer: presentSignature(commit.committer),
      message: commit.message,
      tree: { sha: commit.treeSha, url: `${repositoryUrl(view, repository)}/git/trees/${commit.treeSha}` },
      url: `${repositoryUrl(view, repository)}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
    },
    url,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    author: accountOf(view, commit.author),
    committer: accountOf(view, commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${repositoryUrl(view, repository)}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
  };
}

/** `sha`: the commit the file links point to. */
export function presentDiffFile(view: View, repository: Repository, sha: string, file: DiffFile): Json {
  const path = encodePath(file.path);
  const page = repositoryPage(view, repository);
  return {
    sha: file.blobSha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${page}/blob/${sha}/${path}`,
    raw_url: `${page}/raw/${sha}/${path}`,
    contents_url: `${repositoryUrl(view, repository)}/contents/${path}?ref=${sha}`,
    ...(file.patch === null ? {} : { patch: file.patch }),
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  };
}

/** A commit belongs to the account whose address it carries. */
export function userOfEmail(view: View, email: string): User | undefined {
  return [...view.records.users.values()].find((user) => user.email.toLowerCase() === email.toLowerCase());
}

function accountOf(view: View, signature: Signature): Json | null {
  const user = userOfEmail(view, signature.email);
  return user ? presentUser(view, user) : null;
}

function presentSignature(signature: Signature): Json {
  return { name: signature.name, email: signature.email, date: stamp(signature.date) };
}
