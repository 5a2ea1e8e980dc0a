-- A community can be deleted: from then on nobody sees it, for 30 days it can be taken back, then it is purged.

alter table community
  add column deleted_at timestamptz,
  add column deleted_by uuid references person on delete set null;
comment on column community.deleted_at is 'When it was deleted; null where it was not. From then on it is read by nobody, and 30 days later it is purged.';
comment on column community.deleted_by is 'Who deleted it. Erasing: null. Merging: the winner''s.';
create index community_deleted on community (deleted_at) where deleted_at is not null;

create view community_shown as select * from community where deleted_at is null;
comment on view community_shown is 'Communities that are not deleted: what everything reads but the few that delete, list and purge the deleted ones.';

create or replace view membership_reader as
  select m.community_id, m.person_id, m.joined_at, m.invited_at, m.visited_at, m.last_visit_at, m.came_at, m.welcomed_at, m.greeted_at,
    m.welcome_done
  from membership_shown m join community c on c.id = m.community_id
  where c.deleted_at is null and (c.status <> 'draft' or (
    select true from membership_permission g
    where g.community_id = m.community_id and g.person_id = m.person_id and g.permission = 'edit_toolkit' limit 1));

create or replace view community_reader as
  select c.id as community_id, p.id as person_id
  from community c cross join person p
  where c.deleted_at is null and p.removed_at is null and (
    (select true from role_permission g where g.role = 'site:' || p.site_role and g.permission = 'read')
    or (select true from membership_reader m where m.community_id = c.id and m.person_id = p.id));

create or replace view community_knower as
  select c.id as community_id, p.id as person_id
  from community c cross join person p
  where p.removed_at is null and (
    not c.is_hidden and c.status = 'active' and c.deleted_at is null
    or (select true from community_reader r where r.community_id = c.id and r.person_id = p.id));

create or replace view community_seeker as
  select c.id as community_id, p.id as person_id
  from community c cross join person p
  where p.removed_at is null and (
    not c.is_hidden and c.status = 'archived' and c.deleted_at is null
    or (select true from community_knower k where k.community_id = c.id and k.person_id = p.id));

-- The whole of a community goes with its row: what happened in it had nothing that says so.
delete from activity a where community_id is not null and not exists (select from community c where c.id = a.community_id);
alter table activity add constraint activity_community_id_fkey foreign key (community_id) references community on delete cascade;
