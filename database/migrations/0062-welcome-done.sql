-- What a new member has done of their welcome's list, ticked by themselves.
alter table membership add column welcome_done text[] not null default '{}';
comment on column membership.welcome_done is 'Things of the welcome they have ticked, each as where it leads and what it says: what a leader words anew is to be done anew.';

create or replace view membership_shown as
  select community_id, person_id, joined_at, invited_at, visited_at, last_visit_at, came_at, welcomed_at, greeted_at, welcome_done
  from membership where ended_at is null;
