-- What follows the gate's verdict and never changes it: explanations by a model, the upload to code scanning.
alter table work drop constraint work_kind_check;
alter table work add constraint work_kind_check check (kind in ('summary', 'review', 'gate', 'command', 'after-gate'));

-- What a model said about a finding in one content of its file: asked once.
create table explanations (
  repository_id bigint not null,
  key text not null,
  explanation text not null,
  made_at timestamptz not null default now(),
  primary key (repository_id, key)
);
