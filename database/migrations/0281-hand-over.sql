-- What earlier cohorts leave to the one after them, and who teaches a cohort reads what is written for it.

create or replace view audience_reader as
  select a.audience_id, s.person_id
  from audience_cohort a join membership_source s on s.community_id = a.community_id and s.cohort_id = a.cohort_id
  union all
  select a.audience_id, t.person_id
  from audience_cohort a join cohort_teacher t on t.community_id = a.community_id and t.cohort_id = a.cohort_id
  union all
  select a.audience_id, g.person_id
  from audience_cohort a join membership_permission g on g.community_id = a.community_id and g.permission = 'community_settings'
  union all
  select a.audience_id, p.id as person_id
  from audience_cohort a cross join person p
    join role_permission g on g.role = 'site:' || p.site_role and g.permission = 'community_settings'
  union all
  select audience_id, person_id from audience_person;
comment on table cohort_teacher is 'Who teaches a cohort. They see its people, read what is written for it, write its letter and hand over to it, as long as they are members of the community.';

alter table cohort_person add column may_be_asked boolean not null default false;
comment on column cohort_person.may_be_asked is 'Have they said that the next cohort may ask them?';

create table hand_over (
  community_id uuid not null,
  cohort_id uuid primary key,
  handed_at timestamptz not null default app_now(),
  handed_by uuid references person on delete set null,
  unique (community_id, cohort_id),
  foreign key (community_id, cohort_id) references cohort (community_id, id) on delete cascade
);
comment on table hand_over is 'A leader chose what a cohort sees of what earlier cohorts leave. Without a row nobody chose yet.';
comment on column hand_over.handed_by is 'Who chose last. Erasing: null. Merging: the winner''s.';

create table handed_entry (
  community_id uuid not null,
  cohort_id uuid not null,
  entry_id uuid not null,
  primary key (cohort_id, entry_id),
  foreign key (community_id, cohort_id) references hand_over (community_id, cohort_id) on delete cascade,
  foreign key (community_id, entry_id) references entry (community_id, id) on delete cascade
);
create index handed_entry_entry on handed_entry (entry_id);
comment on table handed_entry is 'What a cohort sees of earlier ones: of a Ping its question and its numbers, also where it was for an earlier cohort alone; of everything else, that it is there. It opens nothing to be read.';

create table handed_person (
  community_id uuid not null,
  cohort_id uuid not null,
  person_id uuid not null references person on delete cascade,
  primary key (cohort_id, person_id),
  foreign key (community_id, cohort_id) references hand_over (community_id, cohort_id) on delete cascade
);
create index handed_person_person on handed_person (person_id);
comment on table handed_person is 'People of earlier cohorts whom a cohort may ask, for as long as they say so.';
comment on column handed_person.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';

create view handed_over as
  select h.entry_id, s.person_id from handed_entry h
  join membership_source s on s.community_id = h.community_id and s.cohort_id = h.cohort_id
  union
  select h.entry_id, t.person_id from handed_entry h
  join cohort_teacher t on t.community_id = h.community_id and t.cohort_id = h.cohort_id;
comment on view handed_over is 'Who sees an entry of earlier cohorts as handed over to their own.';

insert into notice_kind (kind) values ('hand_over_prepared');
