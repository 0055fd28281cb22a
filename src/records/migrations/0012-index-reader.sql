-- Which reader (src/chunks/reader.ts) made it: what another one read is read again. Everything from before is.
alter table code_blobs add column reader text not null default '';
-- Of the answering commit.
alter table code_repositories add column reader text not null default '';
