-- A Ping can be asked again, and its answers are counted by cohort as it closes.

alter table ping
  add column first_id uuid,
  add foreign key (community_id, first_id) references ping (community_id, id) on delete set null (first_id);
create index ping_asked_again on ping (first_id) where first_id is not null;
comment on column ping.first_id is 'The first of the Pings that ask the same question again; null of that one itself, and of one asked once.';

create table ping_cohort_count (
  community_id uuid not null,
  ping_id uuid not null,
  cohort_id uuid,
  option_id uuid not null,
  votes integer not null check (votes >= 0),
  unique nulls not distinct (ping_id, cohort_id, option_id),
  foreign key (community_id, ping_id) references ping (community_id, id) on delete cascade,
  foreign key (community_id, cohort_id) references cohort (community_id, id) on delete cascade,
  foreign key (ping_id, option_id) references ping_option (ping_id, id) on delete cascade
);
create index ping_cohort_count_cohort on ping_cohort_count (cohort_id);
comment on table ping_cohort_count is 'Votes by cohort, taken as a Ping closed: each voter counts in one cohort. Groups that are too small to be shown, and those from which they could be computed, have no row and are stored nowhere.';
comment on column ping_cohort_count.cohort_id is 'Null for those in no cohort.';

-- Counts were kept as the votes were forgotten; from now on they are kept as it closes.
comment on column ping.answered is 'People who answered, counted as it closed; null before.';
comment on column ping_option.final_votes is 'The count as it closed; null before, and for ever where they were fewer than the threshold.';
comment on table ping_flow is 'How many people moved from their first choice to their last, counted as the Ping closed.';
update ping set answered = (select count(*) from vote v where v.ping_id = ping.id)
  where state = 'closed' and forgotten_at is null;
update ping_option o set final_votes = (select count(*) from vote v where v.ping_id = o.ping_id and v.option_id = o.id)
  from ping p where p.id = o.ping_id and p.state = 'closed' and p.forgotten_at is null and p.answered >= p.threshold;
insert into ping_flow (ping_id, from_option_id, to_option_id, people)
  select v.ping_id, v.first_option_id, v.option_id, count(*) from vote v join ping p on p.id = v.ping_id
  where p.state = 'closed' and p.forgotten_at is null and v.option_id <> v.first_option_id
    and p.threshold <= (select count(*) from vote x where x.ping_id = p.id and x.option_id <> x.first_option_id)
  group by 1, 2, 3;
