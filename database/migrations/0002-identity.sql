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

create table sign_in_pass (
  id uuid primary key default uuidv7(),
  person_id uuid references person on delete cascade,
  mail_version integer not null default 1,
  token_hash text not null unique,
  code_hash text,
  tries smallint not null default 0,
  leads_to text not null default '/' check (leads_to ~ '^/'),
  created_at timestamptz not null default app_now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  check (used_at is null or person_id is not null)
);
comment on table sign_in_pass is 'One right to sign in once: by a link, and by a six-digit code where one was mailed with it.';
comment on column sign_in_pass.person_id is 'Null until it is known that the address asked for belongs to somebody; such a pass signs nobody in.';
comment on column sign_in_pass.mail_version is 'The person''s mail_version when it was made; the pass stops when they differ.';
comment on column sign_in_pass.token_hash is 'SHA-256 of the link''s token.';
comment on column sign_in_pass.code_hash is 'Proof of the code under the site''s key; the code is tried only where this pass was asked for.';
comment on column sign_in_pass.tries is 'Codes tried, right or wrong; the fifth was the last.';
create index sign_in_pass_person on sign_in_pass (person_id);

create table sign_in_try (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('mail', 'password')),
  address_hash text not null,
  at timestamptz not null default app_now()
);
comment on table sign_in_try is 'Sign-in mails asked for and wrong passwords, by address, whether or not anybody has it: for limits that hold in every process.';
comment on column sign_in_try.address_hash is 'The mail address under the site''s key, so that no list of addresses lies here.';
create index sign_in_try_address on sign_in_try (address_hash, kind, at);
