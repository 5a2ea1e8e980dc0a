-- Events: when people of a community meet, once or again and again, and who comes.

insert into entry_kind (kind) values ('event');
insert into notice_kind (kind) values ('event_planned'), ('event_changed'), ('event_cancelled'), ('event_place');
insert into role_permission (role, permission)
select role, 'plan_events' from unnest(array['event_host', 'manager', 'site:admin', 'site:owner']) role
union all select role, 'answer_events' from unnest(array['member', 'event_host', 'moderator', 'content_editor', 'manager', 'site:admin', 'site:owner']) role;

create table event (
  id uuid primary key,
  community_id uuid not null,
  entry_kind text not null default 'event' check (entry_kind = 'event'),
  description text not null default '' check (length(description) <= 10000),
  html text not null default '',
  renderer_version integer,
  zone text not null,
  first_at text not null check (first_at ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  minutes integer not null check (minutes between 1 and 20160),
  repeats jsonb,
  place text not null default '' check (length(place) <= 300),
  call_address text not null default '' check (length(call_address) <= 500),
  capacity integer check (capacity between 1 and 100000),
  sequence integer not null default 0,
  cancelled_at timestamptz,
  cancelled_by uuid references person (id) on delete set null,
  cancelled_why text check (length(cancelled_why) <= 500),
  changed_at timestamptz not null default app_now(),
  unique (community_id, id),
  foreign key (community_id, id, entry_kind) references entry (community_id, id, kind) on delete cascade
);
comment on table event is 'When people meet: the part of such an entry that others do not have. Each time it takes place is a row of event_time.';
comment on column event.zone is 'Whose clock its hours are on.';
comment on column event.first_at is 'The first hour on that clock, as it was typed: the rule goes on from there.';
comment on column event.minutes is 'How long it takes each time.';
comment on column event.repeats is 'How it repeats; null where it takes place once.';
comment on column event.call_address is 'Shown to hosts, and to those who come or may come.';
comment on column event.capacity is 'How many may say yes; those after them wait. Null: any number.';
comment on column event.sequence is 'Raised by every change that calendars must hear of.';
comment on column event.cancelled_by is 'Erasing: null. Merging: the winner''s.';
create trigger found_event after insert or update of description, place on event for each row
  execute function found_in_entry('id', 'body', 'description', 'place');

create table event_host (
  community_id uuid not null,
  event_id uuid not null,
  person_id uuid not null references person (id) on delete cascade,
  primary key (event_id, person_id),
  foreign key (community_id, event_id) references event (community_id, id) on delete cascade
);
comment on table event_host is 'Who holds an event: they change it, see who comes, and read the address of its call.';
comment on column event_host.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
create index event_host_person on event_host (person_id);

create table event_time (
  id uuid primary key default uuidv7(),
  community_id uuid not null,
  event_id uuid not null,
  planned_at text not null check (planned_at ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  is_moved boolean not null default false,
  cancelled_at timestamptz,
  unique (event_id, planned_at),
  foreign key (community_id, event_id) references event (community_id, id) on delete cascade
);
comment on table event_time is 'One time at which an event takes place.';
comment on column event_time.planned_at is 'When the rule has it, on the clock of the event''s zone. Calendars know this time by it, also where it is moved.';
comment on column event_time.is_moved is 'It takes place at another hour than the rule has it.';
create index event_time_community on event_time (community_id, starts_at);
create index event_time_starts on event_time (starts_at) where cancelled_at is null;

create table event_answer (
  community_id uuid not null,
  event_id uuid not null,
  person_id uuid not null references person (id) on delete cascade,
  answer text not null check (answer in ('yes', 'maybe', 'no')),
  waits_since timestamptz check (waits_since is null or answer = 'yes'),
  answered_at timestamptz not null default app_now(),
  primary key (event_id, person_id),
  foreign key (community_id, event_id) references event (community_id, id) on delete cascade
);
comment on table event_answer is 'Who comes, may come or does not come to an event.';
comment on column event_answer.person_id is 'Erasing: delete. Merging: the winner''s; of two the later by answered_at stays.';
comment on column event_answer.waits_since is 'They would come, and wait for a place since then; null where they have one.';
create index event_answer_person on event_answer (person_id);

create table calendar_address (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person (id) on delete cascade,
  community_id uuid references community (id) on delete cascade,
  version integer not null default 1,
  unique nulls not distinct (person_id, community_id)
);
comment on table calendar_address is 'The secret address by which a calendar program reads somebody''s events.';
comment on column calendar_address.person_id is 'Erasing: delete. Merging: delete.';
comment on column calendar_address.community_id is 'Of one community; null: of all of theirs.';
comment on column calendar_address.version is 'Raised to end an address that became known.';
