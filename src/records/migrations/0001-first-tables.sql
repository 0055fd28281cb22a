-- Text from outside is stored as JSON text in `text` columns, never as jsonb: jsonb refuses NUL and lone surrogates.

-- One row per accepted webhook delivery. It is the durable acknowledgement; everything after it can be rebuilt from it.
create table inbox (
  id bigint generated always as identity primary key,
  delivery_id text not null unique,
  event text not null,
  -- The same logical event under another delivery id (a replay) has the same key.
  semantic_key text not null,
  hint text not null,
  state text not null default 'received' check (state in ('received', 'dispatched', 'ignored', 'failed')),
  reason text,
  attempts integer not null default 0,
  received_at timestamptz not null default now(),
  settled_at timestamptz
);
create unique index inbox_semantic on inbox (semantic_key);
create index inbox_received on inbox (id) where state = 'received';

-- What there is to do, at most one row per target. The queue only wakes a worker up; this table is the truth.
create table work (
  kind text not null check (kind in ('summary', 'review', 'gate', 'command')),
  repository_id bigint not null,
  number integer not null,
  -- '' for work on the whole pull request; a comment id (and edit time) for commands.
  subject text not null default '',
  installation_id bigint not null,
  -- Counts the requests: one that comes while an older one runs makes it run again.
  wanted integer not null default 1,
  taken integer not null default 0,
  -- Raised at every start; a run whose epoch is no longer the row's may not write any more.
  epoch integer not null default 0,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  attempts integer not null default 0,
  not_before timestamptz not null default now(),
  lease_until timestamptz not null default now(),
  ending text,
  updated_at timestamptz not null default now(),
  primary key (repository_id, number, kind, subject)
);
create index work_open on work (not_before) where state in ('queued', 'running');

-- What we made on GitHub, found again by key without a search.
create table effects (
  repository_id bigint not null,
  key text not null,
  github_id bigint not null,
  updated_at timestamptz not null default now(),
  primary key (repository_id, key)
);

create table open_checks (
  request_key text primary key,
  repository_id bigint not null,
  number integer not null,
  name text not null,
  head_sha text not null,
  github_id bigint not null,
  opened_at timestamptz not null default now()
);
create index open_checks_by_pull on open_checks (repository_id, number, name);

create table repositories (
  id bigint primary key,
  owner text not null,
  repo text not null,
  updated_at timestamptz not null default now()
);

create table pull_requests (
  repository_id bigint not null,
  number integer not null,
  installation_id bigint not null,
  owner text not null,
  repo text not null,
  head_sha text not null,
  base_ref text not null,
  state text not null,
  updated_at timestamptz not null default now(),
  primary key (repository_id, number)
);

create table drafts (
  repository_id bigint not null,
  number integer not null,
  record text not null,
  updated_at timestamptz not null default now(),
  primary key (repository_id, number)
);

create table runs (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('gate', 'review')),
  repository_id bigint not null,
  number integer not null,
  head_sha text not null,
  conclusion text not null,
  outcome text not null,
  finished_at timestamptz not null default now()
);
create index runs_by_pull on runs (repository_id, number, kind, id);

-- Append-only, hash-chained: who did what, on which commit, why, until when, told by which delivery.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_id bigint,
  act text not null,
  repository_id bigint,
  number integer,
  head_sha text,
  reason text,
  expires_at timestamptz,
  delivery_id text,
  detail text not null,
  previous_hash text not null,
  hash text not null unique
);
create function refuse_audit_change() returns trigger language plpgsql as $$
begin raise exception 'audit rows are append-only'; end $$;
create trigger audit_append_only before update or delete or truncate on audit for each statement execute function refuse_audit_change();
