/** Files, trees, blobs and refs. */
import type { TreeEntry } from '#sandbox/git/read-objects.ts';
import { findEntry, objectType, readBlob, readTree } from '#sandbox/git/read-objects.ts';
import { listRefs } from '#sandbox/git/refs.ts';
import { encodePath, nodeId, repositoryPage, repositoryUrl } from '#sandbox/present/view.ts';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import type { Answer, Need, RepositoryCall, RepositoryRoute } from './call.ts';
import { ok, textParam } from './call.ts';

const CONTENTS: Need = { app: ['contents:read'], person: 'read' };
/** Larger files come without content, then not at all. */
const MAX_INLINE = 1024 * 1024;
const MAX_RAW = 100 * 1024 * 1024;
const MAX_TREE = 100_000;

export const CONTENT_ROUTES: readonly RepositoryRoute[] = [
  { method: 'GET', path: '/repos/{owner}/{repo}/contents', needs: CONTENTS, run: getContents },
  { method: 'GET', path: '/repos/{owner}/{repo}/contents/{path+}', needs: CONTENTS, run: getContents },
  { method: 'GET', path: '/repos/{owner}/{repo}/git/trees/{tree_sha+}', needs: CONTENTS, run: getTree },
  { method: 'GET', path: '/repos/{owner}/{repo}/git/blobs/{file_sha}', needs: CONTENTS, run: getBlob },
  { method: 'GET', path: '/repos/{owner}/{repo}/git/ref/{ref+}', needs: CONTENTS, run: getRef },
  { method: 'GET', path: '/repos/{owner}/{repo}/git/matching-refs/{ref+}', needs: CONTENTS, run: matchingRefs },
];

async function getContents(call: RepositoryCall): Promise<Answer> {
  const ref = call.url.searchParams.get('ref') ?? call.repository.defaultBranch;
  const commit = await call.world.resolveCommit(call.repository, ref);
  if (commit === undefined)
    throw new Refusal(404, call.url.searchParams.has('ref') ? `No commit found for the ref ${ref}` : 'This repository is empty.');
  const path = textParam(call, 'path').replace(/\/+$/, '');
  const entry = await findEntry(call.repository.gitFolder, commit, path);
  if (!entry) throw notFound();
  if (entry.type === 'tree') {
    const children = await readTree(call.repository.gitFolder, entry.sha, false);
    const prefix = path === '' ? '' : `${path}/`;
    return ok(children.map((child) => presentEntry(call, ref, { ...child, path: prefix + child.path })));
  }
  if (entry.type === 'commit') {
    return ok({ ...presentEntry(call, ref, entry), type: 'submodule', submodule_git_url: null });
  }
  const size = entry.size ?? 0;
  if (size > MAX_RAW) throw new Refusal(403, 'This API returns blobs up to 100 MB in size.');
  const bytes = (await readBlob(call.repository.gitFolder, entry.sha)) ?? Buffer.alloc(0);
  if (call.accept.includes('raw')) return { status: 200, raw: { type: 'application/vnd.github.raw; charset=utf-8', bytes } };
  if (entry.mode === '120000') return ok({ ...presentEntry(call, ref, entry), type: 'symlink', target: bytes.toString('utf8') });
  const inline = size <= MAX_INLINE;
  return ok({ ...presentEntry(call, ref, entry), content: inline ? base64(bytes) : '', encoding: inline ? 'base64' : 'none' });
}

function presentEntry(call: RepositoryCall, ref: string, entry: TreeEntry): Record<string, unknown> {
  const base = repositoryUrl(call.world, call.repository);
  const path = encodePath(entry.path);
  const query = `?ref=${encodeURIComponent(ref.toWellFormed())}`;
  const url = `${base}/contents/${path}${query}`;
  const git = `${base}/git/${entry.type === 'tree' ? 'trees' : 'blobs'}/${entry.sha}`;
  const page = `${repositoryPage(call.world, call.repository)}/${entry.type === 'tree' ? 'tree' : 'blob'}/${encodePath(ref)}/${path}`;
  return {
    type: entry.type === 'tree' ? 'dir' : entry.mode === '120000' ? 'symlink' : 'file',
    size: entry.size ?? 0,
    name: entry.path.split('/').at(-1) ?? '',
    path: entry.path,
    sha: entry.sha,
    url,
    git_url: git,
    html_url: page,
    download_url: entry.type === 'blob' ? `${repositoryPage(call.world, call.repository)}/raw/${encodePath(ref)}/${path}` : null,
    _links: { self: url, git, html: page },
  };
}

async function getTree(call: RepositoryCall): Promise<Answer> {
  const wanted = textParam(call, 'tree_sha');
  const folder = call.repository.gitFolder;
  const commit = await call.world.resolveCommit(call.repository, wanted);
  const isTree = commit === undefined && /^[0-9a-f]{40}$/.test(wanted) && (await objectType(folder, wanted)) === 'tree';
  const tree = commit === undefined ? (isTree ? wanted : undefined) : (await findEntry(folder, commit, ''))?.sha;
  if (tree === undefined) throw notFound();
  const recursive = call.url.searchParams.has('recursive');
  const all = await readTree(folder, tree, recursive);
  const base = `${repositoryUrl(call.world, call.repository)}/git`;
  return ok({
    sha: tree,
    url: `${base}/trees/${tree}`,
    truncated: all.length > MAX_TREE,
    tree: all.slice(0, MAX_TREE).map((entry) => ({
      path: entry.path,
      mode: entry.mode,
      type: entry.type,
      sha: entry.sha,
      ...(entry.size === null ? {} : { size: entry.size }),
      ...(entry.type === 'commit' ? {} : { url: `${base}/${entry.type}s/${entry.sha}` }),
    })),
  });
}

async function getBlob(call: RepositoryCall): Promise<Answer> {
  const sha = textParam(call, 'file_sha');
  const bytes = /^[0-9a-f]{40}$/.test(sha) ? await readBlob(call.repository.gitFolder, sha) : undefined;
  if (!bytes) throw notFound();
  if (call.accept.includes('raw')) return { status: 200, raw: { type: 'application/vnd.github.raw; charset=utf-8', bytes } };
  return ok({
    sha,
    node_id: nodeId('B', Number.parseInt(sha.slice(0, 12), 16)),
    size: bytes.length,
    url: `${repositoryUrl(call.world, call.repository)}/git/blobs/${sha}`,
    content: base64(bytes),
    encoding: 'base64',
  });
}

async function getRef(call: RepositoryCall): Promise<Answer> {
  const name = `refs/${textParam(call, 'ref')}`;
  const sha = (await listRefs(call.repository.gitFolder)).get(name);
  if (sha === undefined) throw notFound();
  return ok(await presentRef(call, name, sha));
}

async function matchingRefs(call: RepositoryCall): Promise<Answer> {
  const prefix = `refs/${textParam(call, 'ref')}`;
  const found = [...(await listRefs(call.repository.gitFolder))].filter(([name]) => name.startsWith(prefix));
  return ok(await Promise.all(found.slice(0, 100).map(([name, sha]) => presentRef(call, name, sha))));
}

async function presentRef(call: RepositoryCall, ref: string, sha: string): Promise<Record<string, unknown>> {
  const base = `${repositoryUrl(call.world, call.repository)}/git`;
  const type = (await objectType(call.repository.gitFolder, sha)) ?? 'commit';
  return {
    ref,
    node_id: nodeId('REF', Number.parseInt(sha.slice(0, 12), 16)),
    url: `${base}/${encodePath(ref)}`,
    object: { sha, type, url: `${base}/${type}s/${sha}` },
  };
}

/** In lines of 60, as GitHub wraps it. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{60}/g, '$&\n');
}
