-- Mails: each message to each person is one row, from the moment it is decided until it is handed over.

create table mail (
  id uuid primary key default uuidv7(),
  kind text not null check (length(kind) between 1 and 40),
  person_id uuid references person on delete cascade,
  address text check (address = lower(address) and length(address) <= 320),
  about_kind text not null,
  about_id uuid not null,
  community_id uuid references community on delete cascade,
  payload jsonb not null default '{}',
  locale text,
  state text not null default 'waiting' check (state in ('waiting', 'handed_over', 'kept', 'failed', 'dropped')),
  why text,
  attempts integer not null default 0,
  last_error text,
  message_id text,
  held_until timestamptz,
  created_at timestamptz not null default app_now(),
  sent_at timestamptz,
  unique nulls not distinct (kind, about_id, person_id, address),
  check (num_nonnulls(person_id, address) = 1),
  check ((state in ('failed', 'dropped')) = (why is not null)),
  check ((state = 'handed_over') = (sent_at is not null))
);
comment on table mail is 'One message to one person, once. It holds no words: they are made when it is sent or shown.';
comment on column mail.address is 'Where it goes when the recipient has no account; otherwise their address at sending counts.';
comment on column mail.about_id is 'What it is about, such as the Ping; with kind and person it makes the message one of its kind.';
comment on column mail.payload is 'Ids, and secrets that are sealed. Never words, never a secret in clear.';
comment on column mail.locale is 'The language to write in where the person has chosen none.';
comment on column mail.state is 'kept: no SMTP server is set, or the person is of the demo. dropped: it was no longer theirs to get; why says it.';
comment on column mail.message_id is 'Set by the first attempt and the same in all: a mail that leaves twice after a crash is one to its reader.';
comment on column mail.held_until is 'While one worker hands it over, no other may.';
create index mail_about on mail (about_id, kind, state);
create index mail_person on mail (person_id);
create index mail_community on mail (community_id);
create index mail_outbox on mail (id) where state in ('waiting', 'kept', 'failed');
