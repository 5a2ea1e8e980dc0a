-- What tells a person about an activity, and what they chose to hear.

create table notice (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person on delete cascade,
  community_id uuid not null references community on delete cascade,
  activity_id uuid not null references activity on delete cascade,
  kind text not null check (kind in ('reply', 'mention', 'ping', 'invitation', 'consent_asked', 'consent_given')),
  thread_id uuid,
  post_id uuid,
  ping_id uuid,
  at timestamptz not null default app_now(),
  read_at timestamptz,
  mailed_at timestamptz,
  unique (person_id, activity_id)
);
create index notice_person on notice (person_id, at desc, id desc);
create index notice_unread on notice (person_id) where read_at is null;
create index notice_unmailed on notice (person_id, thread_id) where mailed_at is null;

create table mail_choice (
  person_id uuid not null references person on delete cascade,
  community_id uuid not null references community on delete cascade,
  kind text not null check (kind in ('ping', 'reply')),
  choice text not null check (choice in ('at_once', 'off')),
  at timestamptz not null default app_now(),
  primary key (person_id, community_id, kind)
);
comment on table mail_choice is 'What mail a person wants of one community; no row means at once.';
