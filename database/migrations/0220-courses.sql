-- Courses and their cohorts, as leaders make and run them.

alter table course
  add column description text not null default '' check (length(description) <= 2000),
  add column address text not null default '' check (length(address) <= 2000),
  add column created_at timestamptz not null default app_now(),
  add column archived_at timestamptz;
alter table course add constraint course_name_check check (length(name) between 1 and 160);
comment on table course is 'Something people learn together, wherever it is taken; its cohorts bring their people into the community.';
comment on column course.address is 'Where it is taken; empty where it has no address.';

alter table cohort
  add column state text not null default 'prepared' check (state in ('prepared', 'running', 'ended')),
  add column created_at timestamptz not null default app_now(),
  add column started_at timestamptz,
  add column ended_at timestamptz,
  add column letter text not null default '' check (length(letter) <= 20000),
  add column letter_html text not null default '',
  add column renderer_version smallint,
  add column todo text not null default '' check (length(todo) <= 120),
  add column todo_path text not null default '' check (length(todo_path) <= 500);
-- Until now the people of every cohort were members, so each has begun.
update cohort set
  state = case when ends_on < app_now()::date then 'ended' else 'running' end,
  started_at = coalesce(starts_on::timestamptz, app_now()),
  ended_at = case when ends_on < app_now()::date then ends_on::timestamptz end;
alter table cohort
  add constraint cohort_days check (ends_on >= starts_on),
  add constraint cohort_name_check check (length(name) between 1 and 120),
  add constraint cohort_version_check check (length(version) between 1 and 40);
create index cohort_course on cohort (course_id);
create index cohort_due on cohort (starts_on) where state = 'prepared';
comment on table cohort is 'People who take one version of a course together. Prepared: they are no members by it. Running: they are. Ended: they are alumni, where the community keeps them.';
comment on column cohort.letter is 'Markdown; each of its people gets it once, by mail, when the cohort starts or they join it.';
comment on column cohort.todo is 'The first thing to do, the words of the button in the letter; todo_path is where it leads, in the community.';

create table cohort_person (
  community_id uuid not null,
  cohort_id uuid not null,
  person_id uuid not null references person on delete cascade,
  added_by uuid references person on delete set null,
  added_at timestamptz not null default app_now(),
  letter_at timestamptz,
  left_at timestamptz,
  primary key (cohort_id, person_id),
  foreign key (community_id, cohort_id) references cohort (community_id, id) on delete cascade
);
create index cohort_person_person on cohort_person (person_id);
comment on table cohort_person is 'The list of a cohort''s people. While it runs, only those who are members by it belong to it (cohort_people).';
comment on column cohort_person.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column cohort_person.added_by is 'Erasing: null. Merging: the winner''s.';
comment on column cohort_person.letter_at is 'When the letter was queued for them; null where they have none.';
comment on column cohort_person.left_at is 'When it was seen, as the cohort ended, that they had left it.';
insert into cohort_person (community_id, cohort_id, person_id, added_by, added_at, letter_at)
  select community_id, cohort_id, person_id, added_by, added_at, added_at from membership_source where cohort_id is not null;

create table cohort_teacher (
  community_id uuid not null,
  cohort_id uuid not null,
  person_id uuid not null references person on delete cascade,
  primary key (cohort_id, person_id),
  foreign key (community_id, cohort_id) references cohort (community_id, id) on delete cascade
);
create index cohort_teacher_person on cohort_teacher (person_id);
comment on table cohort_teacher is 'Who teaches a cohort. They see its people and write its letter, as long as they are members of the community.';
comment on column cohort_teacher.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';

create index membership_source_cohort on membership_source (cohort_id) where cohort_id is not null;

create view cohort_people as
  select p.community_id, p.cohort_id, p.person_id, p.added_at, p.letter_at
  from cohort_person p join cohort h on h.id = p.cohort_id
  where p.left_at is null and (h.state <> 'running' or exists (
    select from membership_source s
    where s.community_id = p.community_id and s.person_id = p.person_id and s.cohort_id = p.cohort_id));
comment on view cohort_people is 'The people of each cohort as it stands: of a running one those who are members by it.';

alter table community add column keeps_alumni boolean not null default true;
comment on column community.keeps_alumni is 'Do the people of a cohort stay members when it ends?';

insert into mail_kind (kind) values ('cohort_letter');
insert into notice_kind (kind) values ('cohort_joined'), ('cohort_left');

-- A cohort's letter invites too; whatever invites says whether its reader was new.
drop index mail_invitation;
create index mail_invitation on mail (created_at) where payload ? 'isNew';
