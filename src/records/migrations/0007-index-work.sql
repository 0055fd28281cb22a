-- How far the code index of a repository lags, and when we last looked.
alter table code_repositories
  -- The default branch as it was called at the last look.
  add column branch text,
  -- Since when the wanted commit is wanted: how far the index lags.
  add column wanted_at timestamptz,
  -- When we last asked GitHub for the tip of that branch.
  add column looked_at timestamptz;
