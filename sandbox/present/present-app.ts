/** `integration` and `installation`. */
import type { App, Installation } from '#sandbox/state/app.ts';
import { must } from '#sandbox/state/core.ts';
import { presentUser } from './present-user.ts';
import type { Json, View } from './view.ts';
import { nodeId, stamp, stampOrNull } from './view.ts';

export function presentApp(view: View, app: App): Json {
  return {
    id: app.id,
    slug: app.slug,
    client_id: app.clientId,
    node_id: nodeId('A', app.id),
    owner: presentUser(view, must(view.records.users, app.ownerId)),
    name: app.name,
    description: app.description,
    external_url: view.url,
    html_url: `${view.url}/apps/${app.slug}`,
    created_at: stamp(app.createdAt),
    updated_at: stamp(app.createdAt),
    permissions: { ...app.permissions },
    events: [...app.events],
  };
}

export function presentAppId(view: View, id: number | null): Json | null {
  return id === null ? null : presentApp(view, must(view.records.apps, id));
}

export function presentInstallation(view: View, installation: Installation): Json {
  const app = must(view.records.apps, installation.appId);
  const account = must(view.records.users, installation.accountId);
  return {
    id: installation.id,
    client_id: app.clientId,
    account: presentUser(view, account),
    repository_selection: installation.selection,
    access_tokens_url: `${view.url}/api/v3/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${view.url}/api/v3/installation/repositories`,
    html_url: `${view.url}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.kind,
    permissions: { ...installation.permissions },
    events: [...app.events],
    created_at: stamp(installation.createdAt),
    updated_at: stamp(installation.updatedAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: stampOrNull(installation.suspendedAt),
  };
}
