-- A people feed is a file that comes again by itself: who is no longer in it loses what it gave.

create table people_feed (
  id uuid primary key default uuidv7(),
  name text not null check (length(name) between 1 and 100),
  folder text not null unique check (folder ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  by_id uuid references person on delete set null,
  target_id uuid references community on delete cascade,
  cohort_id uuid references cohort on delete cascade,
  invite text not null default 'now' check (invite in ('now', 'later')),
  deactivates boolean not null default false,
  matching jsonb not null default '{}',
  encoding text,
  seen_mark text,
  taken_mark text,
  taken_digest text,
  made_at timestamptz not null default app_now()
);
comment on table people_feed is 'A file of people that comes again by itself, from a folder or by the API.';
comment on column people_feed.folder is 'Its folder below feeds/ in the data folder. It stays when the name changes.';
comment on column people_feed.by_id is 'Who saved it last, in whose name its files are brought in. Erasing: null. Merging: the winner''s.';
comment on column people_feed.target_id is 'The community that all its people come into; null where its lines say which.';
comment on column people_feed.cohort_id is 'The cohort of that community that all its people come into; null where none was chosen.';
comment on column people_feed.invite is 'When those new to a community are invited; later: when somebody says so.';
comment on column people_feed.deactivates is 'Is the account of somebody who is no longer in it deactivated?';
comment on column people_feed.matching is 'What somebody said its columns hold, by the plain name of the column.';
comment on column people_feed.encoding is 'The encoding that somebody chose for a file of it; null where none was asked for.';
comment on column people_feed.seen_mark is 'The newest file in its folder at the last look, by name, size and time: it is taken once it stands still.';
comment on column people_feed.taken_mark is 'The file that was taken from the folder last, in the same words.';
comment on column people_feed.taken_digest is 'SHA-256 of the bytes that were taken last: the same ones do not run twice.';

create table people_feed_person (
  feed_id uuid not null references people_feed on delete cascade,
  person_id uuid not null references person on delete cascade,
  community_id uuid references community on delete cascade,
  cohort_id uuid references cohort on delete cascade,
  unique nulls not distinct (feed_id, person_id, community_id, cohort_id)
);
create index people_feed_person_person on people_feed_person (person_id);
comment on table people_feed_person is 'Whom a feed brought where, as its last file says. A row without a community says that the person is in the file.';
comment on column people_feed_person.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column people_feed_person.cohort_id is 'The cohort on whose list the feed put them; null for the community itself.';

alter table people_import add column feed_id uuid references people_feed on delete set null,
  add column gone integer not null default 0,
  add column brought integer not null default 0,
  add column closed integer not null default 0,
  drop constraint people_import_state_check,
  add constraint people_import_state_check
    check (state in ('reading', 'asking', 'unreadable', 'matching', 'checking', 'ready', 'held', 'running', 'stopped', 'done'));
create index people_import_feed on people_import (feed_id, uploaded_at desc) where feed_id is not null;
comment on column people_import.feed_id is 'The feed whose file it is; null for one that somebody uploaded.';
comment on column people_import.gone is 'How many people of its feed are not in it any more, and lose what the feed gave.';
comment on column people_import.brought is 'How many people its feed had brought before it.';
comment on column people_import.closed is 'How many of their accounts were deactivated.';
comment on column people_import.state is 'asking: for the encoding; matching: no column was found that it cannot do without; checking: its lines are looked over; held: so many people of its feed are missing that somebody has to say whether it goes on; stopped: it could not go on, and problem says why.';
