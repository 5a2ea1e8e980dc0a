-- What an organisation knows of its people beside what every profile has: fields of its own, the id in its own system, the manager.

alter table person
  add column external_id text unique check (length(external_id) between 1 and 200),
  add column manager_id uuid references person on delete set null,
  add constraint person_own_manager check (manager_id <> id);
create index person_manager on person (manager_id) where manager_id is not null;
comment on column person.external_id is 'Who they are in the system that the organisation keeps its people in, such as a number of its HR system. Null where there is none.';
comment on column person.manager_id is 'To whom they report. Erasing: null. Merging: the winner''s.';

create table profile_field (
  id uuid primary key default uuidv7(),
  key text not null unique check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  label text not null check (length(label) between 1 and 80),
  shown_to text not null default 'everybody' check (shown_to in ('everybody', 'leaders', 'staff')),
  changed_by text not null default 'site' check (changed_by in ('person', 'site')),
  place integer not null,
  created_at timestamptz not null default app_now()
);
comment on table profile_field is 'What profiles on this site have beside what every profile has. Defined by those who run the site.';
comment on column profile_field.key is 'Its name in files and in the API, as custom_<key>. It does not change, as files of the organisation use it.';
comment on column profile_field.shown_to is 'Who sees it: everybody who sees the profile, leaders of a community that the person is in, or only those who run the site. A person always sees their own.';
comment on column profile_field.changed_by is 'Who changes it: the person too, or only those who run the site.';
comment on column profile_field.place is 'Their order, the least first.';

create table profile_value (
  field_id uuid not null references profile_field on delete cascade,
  person_id uuid not null references person on delete cascade,
  value text not null check (length(value) between 1 and 300),
  words text not null generated always as (folded(value)) stored,
  primary key (person_id, field_id)
);
create index profile_value_field on profile_value (field_id, value);
comment on table profile_value is 'What a profile says in a field of the site. There is no row where it says nothing.';
comment on column profile_value.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column profile_value.words is 'As compared in searches.';

create table merged_key (
  kind text not null check (kind in ('email', 'external_id')),
  value text not null check (length(value) between 1 and 320),
  person_id uuid not null references person on delete cascade,
  added_at timestamptz not null default app_now(),
  primary key (kind, value)
);
create index merged_key_person on merged_key (person_id);
comment on table merged_key is 'Mail addresses and external ids of accounts that were merged into one that stayed: whoever looks for them finds the person.';
comment on column merged_key.person_id is 'Erasing: delete. Merging: the winner''s.';

create view person_key as
  select 'email' as kind, email as value, id as person_id from person
  union all
  select 'external_id', external_id, id from person where external_id is not null
  union all
  select kind, value, person_id from merged_key;
comment on view person_key is 'All by which a person is found in a list or file: their address, their external id, and those of accounts merged into theirs.';
