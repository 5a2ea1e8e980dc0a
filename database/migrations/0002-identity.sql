-- People, how they sign in, and the tokens that act for them.
-- person, session, account and verification are also better-auth's tables; a test asserts that it finds nothing to add.

create table person (
  id uuid primary key default uuidv7(),
  name text not null check (length(name) between 1 and 200),
  email text not null unique check (email = lower(email) and length(email) <= 320),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default app_now(),
  updated_at timestamptz not null default app_now(),
  handle text not null unique check (handle ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'),
  title text not null default '',
  location text not null default '',
  bio text not null default '',
  ask_me_about text not null default '',
  want_to_learn text not null default '',
  time_zone text,
  locale text,
  site_role text check (site_role in ('owner', 'admin')),
  email_hidden boolean not null default true,
  mail_version integer not null default 1,
  is_demo boolean not null default false,
  bounced_at timestamptz,
  removed_at timestamptz
);
comment on column person.image is 'An address of ours under /files/ or /demo/, or null.';
comment on column person.handle is 'What stands behind the @ of a mention.';
comment on column person.time_zone is 'IANA name; null means the community''s, then the site''s.';
comment on column person.mail_version is 'Raised when the address changes: every mailed link made before stops working.';
comment on column person.is_demo is 'No mail ever leaves for this person.';

create table session (
  id uuid primary key default uuidv7(),
  token text not null unique,
  user_id uuid not null references person on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default app_now(),
  updated_at timestamptz not null default app_now()
);
create index session_person on session (user_id);

create table account (
  id uuid primary key default uuidv7(),
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references person on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default app_now(),
  updated_at timestamptz not null default app_now()
);
create index account_user on account (user_id);

create table verification (
  id text primary key default uuidv7()::text,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default app_now(),
  updated_at timestamptz not null default app_now()
);
create index verification_identifier on verification (identifier);

create table api_token (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person on delete cascade,
  name text not null check (length(name) between 1 and 120),
  hash text not null unique,
  scope text not null check (scope in ('read', 'write')),
  expires_at timestamptz not null,
  created_at timestamptz not null default app_now(),
  ended_at timestamptz
);
comment on column api_token.hash is 'SHA-256 of the token; the token itself is shown once.';
create index api_token_person on api_token (person_id);
