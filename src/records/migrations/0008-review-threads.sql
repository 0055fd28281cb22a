-- What people said in threads of ours, as far as it means something to the review.
create table thread_replies (
  repository_id bigint not null,
  number integer not null,
  comment_id bigint not null,
  fingerprint text not null,
  kind text not null check (kind in ('accepted', 'rejected', 'question', 'note')),
  reason text not null,
  person_id bigint not null,
  login text not null,
  at timestamptz not null default now(),
  primary key (repository_id, comment_id)
);

-- Thumbs on our comments, as they stood when they were last looked at.
create table thread_thumbs (
  repository_id bigint not null,
  number integer not null,
  comment_id bigint not null,
  fingerprint text not null,
  up integer not null,
  down integer not null,
  at timestamptz not null default now(),
  primary key (repository_id, comment_id)
);
