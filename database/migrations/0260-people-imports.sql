-- People come from a file: it is uploaded, looked over line by line, and then brought in by a run that can be stopped and goes on.

alter table membership add column invite_from timestamptz;
comment on column membership.invite_from is 'Nobody invites them by itself before this moment; infinity: until somebody says so. Null: as soon as the day''s number allows.';

create or replace view membership_shown as
  select community_id, person_id, joined_at, invited_at, visited_at, last_visit_at, came_at, welcomed_at, greeted_at, welcome_done, invite_from
  from membership where ended_at is null;

create table people_import (
  id uuid primary key default uuidv7(),
  community_id uuid references community on delete cascade,
  target_id uuid references community on delete cascade,
  cohort_id uuid references cohort on delete cascade,
  by_id uuid references person on delete set null,
  via text not null check (via in ('page', 'api', 'command', 'job', 'mail')),
  file_name text not null check (length(file_name) between 1 and 255),
  source bytea,
  encoding text,
  delimiter text,
  state text not null default 'reading'
    check (state in ('reading', 'asking', 'unreadable', 'matching', 'checking', 'ready', 'running', 'stopped', 'done')),
  problem text,
  problem_values jsonb not null default '{}',
  samples jsonb not null default '[]',
  header text[] not null default '{}',
  columns text[] not null default '{}',
  lines integer not null default 0,
  reached integer not null default 0,
  counts jsonb not null default '{}',
  invite text not null default 'now' check (invite in ('now', 'date', 'later')),
  invite_at timestamptz,
  uploaded_at timestamptz not null default app_now(),
  started_at timestamptz,
  done_at timestamptz
);
create index people_import_community on people_import (community_id, uploaded_at desc);
comment on table people_import is 'A file of people: uploaded, looked over, and brought in. It goes with its lines some weeks after it was uploaded.';
comment on column people_import.community_id is 'The community from whose page it was sent; null where it is the site''s.';
comment on column people_import.target_id is 'The community that all its people come into; null where its lines say which.';
comment on column people_import.cohort_id is 'The cohort of that community that all its people come into; null where none was chosen.';
comment on column people_import.by_id is 'Who uploaded it, in whose name it is brought in. Erasing: null. Merging: the winner''s.';
comment on column people_import.source is 'Its bytes, until its people are brought in.';
comment on column people_import.state is 'asking: for the encoding; matching: no column was found that it cannot do without; checking: its lines are looked over; stopped: it could not go on, and problem says why.';
comment on column people_import.problem is 'An English message, and its values beside it.';
comment on column people_import.samples is 'Where it asks for the encoding: the first words with letters outside of ASCII, as each likely encoding reads them.';
comment on column people_import.columns is 'What each column holds, in the order of the header; empty where it is left out.';
comment on column people_import.lines is 'How many lines it has below its header.';
comment on column people_import.reached is 'The number of the last line that is looked over, or brought in; each part of 500 is one transaction with it.';
comment on column people_import.counts is 'Lines by their result.';
comment on column people_import.invite_at is 'When its people are invited, where a date was chosen.';

create table people_import_line (
  import_id uuid not null references people_import on delete cascade,
  number integer not null,
  line integer not null,
  cells text[] not null,
  repeats integer,
  is_same boolean not null default false,
  result text check (result in ('added', 'updated', 'unchanged', 'refused')),
  why text,
  why_values jsonb not null default '{}',
  person_id uuid references person on delete set null,
  is_done boolean not null default false,
  did jsonb not null default '{}',
  primary key (import_id, number)
);
create index people_import_line_result on people_import_line (import_id, result, number);
create index people_import_line_person on people_import_line (person_id) where person_id is not null;
comment on table people_import_line is 'A line of such a file, as it came.';
comment on column people_import_line.number is 'From 1, without blank lines and the header.';
comment on column people_import_line.line is 'Where it begins in the file, from 1.';
comment on column people_import_line.repeats is 'The line above it that is about the same person, by address or id; null where there is none. is_same: and says the same.';
comment on column people_import_line.why is 'An English message about its result, with its values beside it.';
comment on column people_import_line.person_id is 'Whom it is about, once that is known; the line goes with the person. Erasing: null. Merging: the winner''s.';
comment on column people_import_line.is_done is 'Was it brought in? Until then its result is what would happen.';
comment on column people_import_line.did is 'What it changed: whether it made the account, what the profile said before, and the communities, cohorts and roles that it added.';

create table people_import_column (
  person_id uuid not null references person on delete cascade,
  name text not null check (length(name) between 1 and 200),
  field text not null,
  primary key (person_id, name)
);
comment on table people_import_column is 'What somebody said a column of that name holds in their files, so that it is proposed the next time.';
comment on column people_import_column.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
