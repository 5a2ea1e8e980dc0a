-- Mail that comes in: each message is kept until a job has read it. Then its bytes go, and what became of it stays.

create table incoming_mail (
  id uuid primary key default uuidv7(),
  -- Where a mail has none, a digest of its bytes.
  message_id text not null check (length(message_id) between 1 and 1000),
  -- The mail it answers, with the version of the address that was written to; null for mail to the site itself, such as a bounce.
  answered_id uuid references mail on delete cascade,
  answered_version integer,
  envelope_from text not null,
  -- Did the domain of its author vouch for it?
  is_vouched_for boolean not null,
  raw bytea,
  outcome text,
  created_at timestamptz not null default app_now(),
  constraint incoming_mail_once unique nulls not distinct (message_id, answered_id),
  check ((outcome is null) = (raw is not null)),
  check ((answered_id is null) = (answered_version is null))
);
create index incoming_mail_answered on incoming_mail (answered_id);
