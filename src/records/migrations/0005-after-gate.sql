-- What follows the gate's verdict and never changes it: explanations by a model, the upload to code scanning.
-- Which kinds of work there are is said once, in src/records/work.ts.
alter table work drop constraint if exists work_kind_check;

-- What a model said about a finding in one content of its file: asked once.
create table explanations (
  repository_id bigint not null,
  key text not null,
  explanation text not null,
  made_at timestamptz not null default now(),
  primary key (repository_id, key)
);
