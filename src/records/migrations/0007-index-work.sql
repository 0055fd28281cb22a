-- The code index is made by work of its own kind; which kinds there are is said once, in src/records/work.ts.
alter table work drop constraint if exists work_kind_check;

alter table code_repositories
  -- The default branch as it was called at the last look.
  add column branch text,
  -- Since when the wanted commit is wanted: how far the index lags.
  add column wanted_at timestamptz,
  -- When we last asked GitHub for the tip of that branch.
  add column looked_at timestamptz;
