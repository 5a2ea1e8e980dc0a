-- What every room writes to: what happened, which acts were done, and the site itself.

create table site (
  id boolean primary key default true check (id),
  name text not null default 'Guildhall' check (length(name) between 1 and 120),
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  demo_started_at timestamptz,
  created_at timestamptz not null default app_now()
);
comment on table site is 'The one row about this installation.';
comment on column site.demo_started_at is 'Set while the demo people live here; null on a site of one''s own.';
insert into site default values;

create table activity (
  id uuid primary key default uuidv7(),
  community_id uuid,
  actor_id uuid,
  verb text not null,
  object_kind text not null,
  object_id uuid,
  facts jsonb not null default '{}',
  at timestamptz not null default app_now()
);
comment on table activity is 'Who did what to what, when. Feeds notices, search, insights and the audit. Never holds a choice in a Ping.';
create index activity_community_at on activity (community_id, at desc);
create index activity_object on activity (object_kind, object_id);

create table act (
  person_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  request_hash text not null,
  outcome jsonb not null,
  at timestamptz not null default app_now(),
  primary key (person_id, key)
);
comment on table act is 'Acts already done, by the key their form or client sent: a repeat gets the first outcome. Kept 48 hours.';
create index act_at on act (at);
