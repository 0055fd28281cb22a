-- A person's dated decision to let one piece of code pass the gate. Rows are never changed but for `noted_expiry`.
create table waivers (
  id bigint generated always as identity primary key,
  repository_id bigint not null,
  base_ref text not null,
  rule text not null,
  identity text not null,
  path text not null,
  matches integer not null,
  reason text not null,
  person_id bigint not null,
  login text not null,
  number integer not null,
  head_sha text not null,
  comment_id bigint not null,
  granted_at timestamptz not null default now(),
  expires_at timestamptz not null,
  noted_expiry boolean not null default false,
  unique (repository_id, comment_id)
);
create index waivers_by_base on waivers (repository_id, base_ref);
create index waivers_to_expire on waivers (expires_at) where not noted_expiry;

-- Takes back every waiver of this scope that an earlier comment granted: comment ids decide, not the order of arrival.
create table waiver_ends (
  repository_id bigint not null,
  base_ref text not null,
  rule text not null,
  identity text not null,
  path text not null,
  comment_id bigint not null,
  person_id bigint not null,
  ended_at timestamptz not null default now(),
  primary key (repository_id, comment_id)
);
create index waiver_ends_by_scope on waiver_ends (repository_id, base_ref, identity);

-- Which heads passed by which waiver, once each.
create table waiver_uses (
  waiver_id bigint not null references waivers (id),
  number integer not null,
  head_sha text not null,
  primary key (waiver_id, number, head_sha)
);

-- A merge queue's groups, which have no number: a row's `number` in `work` is 0 and its subject the group's head commit.
create table merge_groups (
  repository_id bigint not null,
  head_sha text not null,
  head_ref text not null,
  base_sha text not null,
  base_ref text not null,
  seen_at timestamptz not null default now(),
  primary key (repository_id, head_sha)
);
