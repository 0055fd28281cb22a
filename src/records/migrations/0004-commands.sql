-- Each command as it was counted: a comment that is worked on again is counted once and judged the same.
create table command_uses (
  repository_id bigint not null,
  number integer not null,
  person_id bigint not null,
  comment_id bigint not null,
  -- within: carried out; notice: over a budget, and this one is told so; over: nothing is done and nothing said.
  verdict text not null check (verdict in ('within', 'notice', 'over')),
  -- Which budget it was.
  scope text,
  denied text,
  at timestamptz not null default now(),
  primary key (repository_id, comment_id)
);
create index command_uses_by_person on command_uses (repository_id, person_id, at);
create index command_uses_by_pull on command_uses (repository_id, number, at);

-- `number` 0 is the whole repository. The newest comment decides, whatever the order of arrival.
create table pauses (
  repository_id bigint not null,
  number integer not null,
  comment_id bigint not null,
  paused boolean not null,
  person_id bigint not null,
  login text not null,
  at timestamptz not null default now(),
  primary key (repository_id, number, comment_id)
);

-- Review findings that people do not want to hear again on a pull request.
create table dismissals (
  repository_id bigint not null,
  number integer not null,
  fingerprint text not null,
  reason text not null,
  person_id bigint not null,
  login text not null,
  comment_id bigint not null,
  at timestamptz not null default now(),
  primary key (repository_id, number, fingerprint)
);

-- Somebody asked for this part by name; it is kept until the work that it is for has ended.
create table asks (
  repository_id bigint not null,
  number integer not null,
  kind text not null check (kind in ('summary', 'review')),
  comment_id bigint not null,
  primary key (repository_id, number, kind)
);
