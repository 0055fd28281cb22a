-- The code index. Everything here can be dropped at any time: it is made again from the mirrors. Every key begins with the repository.

create table code_repositories (
  repository_id bigint primary key,
  -- What a search answers from; null until a first index is complete.
  commit_sha text,
  indexed_at timestamptz,
  -- What is being read now, or was when somebody paused or killed it.
  wanted_sha text,
  state text not null default 'empty' check (state in ('empty', 'indexing', 'ready', 'paused', 'failed')),
  files integer not null default 0,
  done integer not null default 0,
  generation text not null default '',
  note text,
  updated_at timestamptz not null default now()
);

-- The tree of `commit_sha`, replaced in one transaction when everything it needs is read.
create table code_files (
  repository_id bigint not null,
  path text not null,
  blob_id text not null,
  -- Why it is not searched; null when it is.
  skipped text,
  primary key (repository_id, path)
);
create index code_files_blob on code_files (repository_id, blob_id);

-- A blob that has been read. Paths come and go; what is here is not read again.
create table code_blobs (
  repository_id bigint not null,
  blob_id text not null,
  lines integer not null,
  chunks integer not null,
  chunked_by text not null,
  skipped text,
  -- Name of the embedding model, '' without one: a new model's generation is built beside the one that answers.
  generation text not null,
  primary key (repository_id, generation, blob_id)
);

create table code_symbols (
  repository_id bigint not null,
  -- Without case and separators: `path_router` and `PathRouter` are one.
  joined text not null,
  blob_id text not null,
  name text not null,
  kind text not null,
  container text,
  line integer not null,
  lines integer not null
);
create index code_symbols_joined on code_symbols (repository_id, joined);
create index code_symbols_blob on code_symbols (repository_id, blob_id);

-- The embedded store. A partition is one repository in one generation, and is named in every query.
create table code_partitions (
  partition integer generated always as identity primary key,
  repository_id bigint not null,
  generation text not null,
  unique (repository_id, generation)
);

-- Postings in segments, as one batch of the indexer wrote them. A chunk whose row is gone is dead in all of them.
create table code_chunks (
  partition integer not null,
  id integer not null,
  blob_id text not null,
  ordinal integer not null,
  start_line integer not null,
  end_line integer not null,
  content text not null,
  -- Four bytes per dimension, little-endian; null without an embedding model.
  vector bytea,
  primary key (partition, id)
);
create index code_chunks_blob on code_chunks (partition, blob_id);

create table code_segments (
  partition integer not null,
  segment integer not null,
  -- Chunk ids are given out once and never again.
  first_chunk integer not null,
  chunks integer not null,
  primary key (partition, segment)
);

create table code_postings (
  partition integer not null,
  term bigint not null,
  segment integer not null,
  postings bytea not null,
  primary key (partition, term, segment)
);
