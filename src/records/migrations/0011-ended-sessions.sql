-- Sessions that people ended by signing out, and sign-ins that were used: a copy of their cookie is worth nothing.
create table ended_sessions (
  id text primary key,
  -- From then on the cookie is refused for its age.
  until timestamptz not null
);
