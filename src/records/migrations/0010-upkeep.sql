-- Since when a complete look through every installation did not find the repository; null while it is there.
alter table repositories add column missing_since timestamptz;
