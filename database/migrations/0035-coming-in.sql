-- Who has come, so that those who have not can be invited again; and invitations that wait for a mail server.

alter table membership add column came_at timestamptz;
comment on column membership.came_at is 'When they first came into the community; null until then. For those who came before this was kept, a visit of theirs.';
update membership set came_at = case when last_visit_at > joined_at then last_visit_at else visited_at end
  where visited_at is not null;

create or replace view membership_shown as
  select community_id, person_id, joined_at, invited_at, visited_at, last_visit_at, came_at from membership where ended_at is null;

create index mail_kept on mail (kind, community_id) where state = 'kept';
