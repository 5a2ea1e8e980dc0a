-- Guests are members until a day.

alter table membership add column ends_at timestamptz;
comment on column membership.ends_at is 'When a guest''s membership ends by itself; null for everybody else, and for guests without an end.';
create index membership_ends on membership (ends_at) where ends_at is not null and ended_at is null;

create or replace view membership_shown as
  select community_id, person_id, joined_at, invited_at, visited_at, last_visit_at, came_at, welcomed_at, greeted_at, welcome_done, invite_from,
    ends_at
  from membership where ended_at is null and (ends_at is null or ends_at > app_now());
