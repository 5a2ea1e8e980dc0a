-- The first hour of a member: the invitation's one press, a welcome, and being greeted.

comment on column person.email_verified is 'Their address was shown to be theirs: they signed in by it, or the site was theirs from the start. An invitation signs in only who has not yet.';
update person p set email_verified = true
  where not email_verified and (
    exists (select from session s where s.user_id = p.id)
    or exists (select from activity a where a.actor_id = p.id and a.verb = 'person.signed_in'));

alter table community add column welcome jsonb not null default '{}';
comment on column community.welcome is 'What new members read first, in their leader''s words: {"says", "hello", "todos": [{"label", "path"}]}; what is missing has the usual words.';

alter table membership add column welcomed_at timestamptz, add column greeted_at timestamptz;
comment on column membership.welcomed_at is 'When they put the welcome away; null while it is shown to them.';
comment on column membership.greeted_at is 'When a leader noted that they were greeted.';
update membership set welcomed_at = came_at, greeted_at = came_at where came_at is not null;

create or replace view membership_shown as
  select community_id, person_id, joined_at, invited_at, visited_at, last_visit_at, came_at, welcomed_at, greeted_at
  from membership where ended_at is null;
