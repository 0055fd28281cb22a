-- What a dismissal was about, for `/ai memory`; a decision is remembered in the whole repository.
alter table dismissals add column path text, add column title text;
create index dismissals_by_fingerprint on dismissals (repository_id, fingerprint);

-- What models were asked, for the budgets of a month and of an author's day.
create table token_uses (
  id bigint generated always as identity primary key,
  repository_id bigint not null,
  number integer not null,
  author_id bigint not null,
  task text not null,
  tokens bigint not null check (tokens >= 0),
  at timestamptz not null default now()
);
create index token_uses_by_time on token_uses (at);
create index token_uses_by_repository on token_uses (repository_id, at);
create index token_uses_by_author on token_uses (author_id, at);
