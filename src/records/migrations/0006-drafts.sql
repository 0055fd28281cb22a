-- What people sent from the draft page, until a worker has done it. Text is JSON text: it may hold NUL.
create table draft_edits (
  id bigint generated always as identity primary key,
  repository_id bigint not null,
  number integer not null,
  person_id bigint not null,
  login text not null,
  request text not null,
  answer text,
  at timestamptz not null default now()
);
create index draft_edits_by_age on draft_edits (at);

-- What became of drafts: acceptance rate, edit distance by section, time to accept, by prompt version. Never changed.
create table draft_events (
  id bigint generated always as identity primary key,
  repository_id bigint not null,
  number integer not null,
  event text not null check (event in ('drafted', 'renewed', 'edits-kept', 'accepted', 'rejected', 'undone', 'conflict')),
  head_sha text not null,
  -- SHA-256 of the description that the draft was based on.
  base_hash text,
  -- Null: drafted by rules.
  model text,
  prompt_version text,
  -- Sentences of the model that named what is not in the change.
  dropped integer,
  -- 0 to 1; `sections`: the same by heading, as JSON text.
  edited_share real,
  sections text,
  at timestamptz not null default now()
);
create index draft_events_by_pull on draft_events (repository_id, number, id);
