-- The agreement of a community: what everybody who takes part says yes to. Each text stays with its version, and so does each yes.

create table agreement_version (
  community_id uuid not null references community (id) on delete cascade,
  version integer not null check (version >= 1),
  source text not null check (length(source) between 1 and 10000),
  asks_everybody boolean not null,
  written_by uuid references person (id) on delete set null,
  written_at timestamptz not null default app_now(),
  primary key (community_id, version)
);
comment on table agreement_version is 'Each text that the agreement of a community had or has, in Markdown.';
comment on column agreement_version.asks_everybody is 'Was it asked of those who were members already?';
comment on column agreement_version.written_by is 'Who wrote it. Erasing: null. Merging: the winner''s.';

create table agreement (
  community_id uuid primary key references community (id) on delete cascade,
  version integer not null,
  accepted_from integer not null check (accepted_from between 1 and version),
  foreign key (community_id, version) references agreement_version (community_id, version)
);
comment on table agreement is 'The agreement that new members of a community accept; a community without a row has none.';
comment on column agreement.version is 'The text that is shown.';
comment on column agreement.accepted_from is 'Who accepted this version or a later one is not asked again.';

create table agreement_acceptance (
  community_id uuid not null,
  person_id uuid not null references person (id) on delete cascade,
  version integer not null,
  accepted_at timestamptz not null default app_now(),
  primary key (community_id, person_id, version),
  foreign key (community_id, version) references agreement_version (community_id, version) on delete cascade
);
comment on table agreement_acceptance is 'Who accepted which version of the agreement, and when.';
comment on column agreement_acceptance.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
create index agreement_acceptance_person on agreement_acceptance (person_id);

create table agreement_due (
  person_id uuid not null references person (id) on delete cascade,
  community_id uuid not null references community (id) on delete cascade,
  put_off_at timestamptz,
  primary key (person_id, community_id)
);
comment on table agreement_due is 'Who has to accept the agreement before they take part. Until then they read.';
comment on column agreement_due.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column agreement_due.put_off_at is 'When they chose to read first; null while the first page of the community leads them to the agreement.';
create index agreement_due_community on agreement_due (community_id);
