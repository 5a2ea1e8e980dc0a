-- A featured person's yes is to an entry of whatever kind, not to a Ping alone.

create table featured_consent (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  person_id uuid not null references person on delete cascade,
  kind text not null references entry_kind,
  entry_id uuid,
  asked_by uuid references person on delete set null,
  asked_at timestamptz not null default app_now(),
  reach text check (reach in ('this_one', 'until_withdrawn')),
  given_at timestamptz,
  withdrawn_at timestamptz,
  unique nulls not distinct (community_id, person_id, kind, entry_id, asked_by),
  foreign key (community_id, entry_id) references entry (community_id, id) on delete cascade
);
create index featured_consent_entry on featured_consent (entry_id);
comment on table featured_consent is 'A featured person''s yes to what goes out in their name: to one entry, or to all of its kind that the same person asks for, until they say no.';
comment on column featured_consent.person_id is 'Erasing: delete. Merging: the winner''s.';
comment on column featured_consent.kind is 'The kind of entry it is to.';
comment on column featured_consent.entry_id is 'What it was asked with; null where a yes to all has outlived it.';
comment on column featured_consent.asked_by is 'Erasing: null. Merging: the winner''s.';

insert into featured_consent (id, community_id, person_id, kind, entry_id, asked_by, asked_at, reach, given_at, withdrawn_at)
  select id, community_id, person_id, 'ping', ping_id, asked_by, asked_at, reach, given_at, withdrawn_at from voice_consent;
drop table voice_consent;
