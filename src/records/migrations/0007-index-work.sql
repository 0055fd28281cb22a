-- The code index is made by work of its own kind. The job catalogue (src/queue/job.ts) knows the kinds; a list here would only be a second one.
alter table work drop constraint work_kind_check;
alter table work add constraint work_kind_check check (kind ~ '^[a-z]{1,20}$');

alter table code_repositories
  -- The default branch as it was called at the last look.
  add column branch text,
  -- Since when the wanted commit is wanted: how far the index lags.
  add column wanted_at timestamptz,
  -- When we last asked GitHub for the tip of that branch.
  add column looked_at timestamptz;
