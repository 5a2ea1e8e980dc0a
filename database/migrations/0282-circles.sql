-- Circles: small groups that members open themselves, and an audience like a cohort.

create table circle (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  name text not null check (length(name) between 1 and 120),
  about text not null default '' check (length(about) <= 1000),
  joining text not null default 'open' check (joining in ('open', 'request')),
  created_by uuid references person on delete set null,
  created_at timestamptz not null default app_now(),
  archived_at timestamptz,
  unique (community_id, id)
);
comment on table circle is 'A small group inside a community that a member opened. Its people, those who look after it and the community''s leaders read what is written for it.';
comment on column circle.joining is 'Members join it at once, or by a request that those who look after it answer.';
comment on column circle.created_by is 'Erasing: null. Merging: the winner''s.';

create table circle_person (
  community_id uuid not null,
  circle_id uuid not null,
  person_id uuid not null references person on delete cascade,
  looks_after boolean not null default false,
  joined_at timestamptz not null default app_now(),
  primary key (circle_id, person_id),
  foreign key (community_id, circle_id) references circle (community_id, id) on delete cascade
);
create index circle_person_person on circle_person (person_id);
comment on table circle_person is 'Who is in a circle. Only members of the community belong to it (circle_people).';
comment on column circle_person.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column circle_person.looks_after is 'Do they answer requests, change it, and take people out?';

create table circle_request (
  community_id uuid not null,
  circle_id uuid not null,
  person_id uuid not null references person on delete cascade,
  asked_at timestamptz not null default app_now(),
  primary key (circle_id, person_id),
  foreign key (community_id, circle_id) references circle (community_id, id) on delete cascade
);
create index circle_request_person on circle_request (person_id);
comment on table circle_request is 'Members who asked to join a circle and wait for an answer.';
comment on column circle_request.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';

create view circle_people as
  select c.community_id, c.circle_id, c.person_id, c.looks_after, c.joined_at
  from circle_person c join membership_shown m on m.community_id = c.community_id and m.person_id = c.person_id;
comment on view circle_people is 'The people of each circle who are members of its community now.';

create table audience_circle (
  community_id uuid not null,
  audience_id uuid not null,
  circle_id uuid not null,
  primary key (audience_id, circle_id),
  foreign key (community_id, audience_id) references audience (community_id, id) on delete cascade,
  foreign key (community_id, circle_id) references circle (community_id, id) on delete cascade
);
create index audience_circle_circle on audience_circle (circle_id);
comment on table audience_circle is 'The circles of an audience.';
comment on table audience is 'Who of a community may read an entry, where that is not everybody: some cohorts or circles with those who lead, or exactly the people named.';

create or replace view audience_reader as
  select a.audience_id, s.person_id
  from audience_cohort a join membership_source s on s.community_id = a.community_id and s.cohort_id = a.cohort_id
  union all
  select a.audience_id, t.person_id
  from audience_cohort a join cohort_teacher t on t.community_id = a.community_id and t.cohort_id = a.cohort_id
  union all
  select a.audience_id, c.person_id
  from audience_circle a join circle_person c on c.community_id = a.community_id and c.circle_id = a.circle_id
  union all
  select a.audience_id, g.person_id
  from (select community_id, audience_id from audience_cohort union all select community_id, audience_id from audience_circle) a
    join membership_permission g on g.community_id = a.community_id and g.permission = 'community_settings'
  union all
  select a.audience_id, p.id as person_id
  from (select audience_id from audience_cohort union all select audience_id from audience_circle) a cross join person p
    join role_permission g on g.role = 'site:' || p.site_role and g.permission = 'community_settings'
  union all
  select audience_id, person_id from audience_person;

insert into notice_kind (kind) values ('circle_asked'), ('circle_approved'), ('circle_declined'), ('circle_left');
