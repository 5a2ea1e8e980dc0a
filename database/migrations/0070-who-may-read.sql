-- Who may do what, and who may read what: asked in one place.

create table role_permission (
  role text not null,
  permission text not null,
  primary key (role, permission)
);
comment on table role_permission is 'What each role grants: the standard ones as the program has them. Roles on the site are called site:owner and site:admin.';

insert into role_permission (role, permission)
select role, unnest(permissions) from (values
  ('guest', array['read']),
  ('member', array['answer_pings', 'discuss', 'insights_own', 'propose_event', 'read', 'report', 'suggest_ping', 'suggest_resource']),
  ('event_host', array['answer_pings', 'discuss', 'host_events', 'insights_own', 'insights_own_events', 'propose_event', 'read', 'report', 'suggest_ping', 'suggest_resource']),
  ('moderator', array['answer_pings', 'discuss', 'insights_activity', 'insights_own', 'moderate', 'propose_event', 'read', 'report', 'suggest_ping', 'suggest_resource']),
  ('content_editor', array['announce', 'answer_pings', 'delete_own_resource', 'discuss', 'edit_toolkit', 'host_events', 'insights_content', 'insights_own', 'propose_event', 'read', 'report', 'send_ping', 'suggest_ping', 'suggest_resource']),
  ('manager', array['announce', 'answer_pings', 'community_settings', 'delete_own_resource', 'delete_resource', 'discuss', 'edit_toolkit', 'export_community', 'give_roles', 'host_events', 'insights', 'insights_activity', 'insights_content', 'insights_own', 'insights_own_events', 'manage_featured_people', 'manage_members', 'moderate', 'propose_event', 'read', 'report', 'send_ping', 'suggest_ping', 'suggest_resource']),
  ('site:admin', array['announce', 'answer_pings', 'community_settings', 'delete_own_resource', 'delete_resource', 'discuss', 'edit_toolkit', 'export_community', 'give_roles', 'host_events', 'insights', 'insights_activity', 'insights_content', 'insights_own', 'insights_own_events', 'manage_communities', 'manage_featured_people', 'manage_members', 'moderate', 'propose_event', 'read', 'report', 'send_ping', 'suggest_ping', 'suggest_resource']),
  ('site:owner', array['announce', 'answer_pings', 'community_settings', 'delete_own_resource', 'delete_resource', 'discuss', 'edit_toolkit', 'export_community', 'give_roles', 'host_events', 'insights', 'insights_activity', 'insights_content', 'insights_own', 'insights_own_events', 'manage_communities', 'manage_featured_people', 'manage_members', 'moderate', 'propose_event', 'read', 'report', 'send_ping', 'site_settings', 'suggest_ping', 'suggest_resource'])
) standard(role, permissions);

-- Whoever belongs to a community is a member of it by that alone, unless they are its guest.
create view membership_permission as
  select m.community_id, m.person_id, g.permission
  from membership_shown m
  join role_permission g on g.role in (
    select r.role from membership_role r where r.community_id = m.community_id and r.person_id = m.person_id
    union all
    select 'member' where not exists (
      select from membership_role r
      where r.community_id = m.community_id and r.person_id = m.person_id and r.role = 'guest'));
comment on view membership_permission is 'What each person may do in a community they belong to; a right that two roles grant stands there twice.';

-- A draft is there for those who may put something into it.
create view membership_reader as
  select m.*
  from membership_shown m join community c on c.id = m.community_id
  where c.status <> 'draft' or (
    select true from membership_permission g
    where g.community_id = m.community_id and g.person_id = m.person_id and g.permission = 'edit_toolkit' limit 1);
comment on view membership_reader is 'Memberships through which somebody may read a community now.';

create view community_reader as
  select c.id as community_id, p.id as person_id
  from community c cross join person p
  where p.removed_at is null and (
    (select true from role_permission g where g.role = 'site:' || p.site_role and g.permission = 'read')
    or (select true from membership_reader m where m.community_id = c.id and m.person_id = p.id));
comment on view community_reader is 'Who may read a community now, and what is open in it: by belonging to it, or by a role on the site.';

create view community_knower as
  select c.id as community_id, p.id as person_id
  from community c cross join person p
  where p.removed_at is null and (
    not c.is_hidden and c.status = 'active'
    or (select true from community_reader r where r.community_id = c.id and r.person_id = p.id));
comment on view community_knower is 'Who may learn that a community is there, with its name, purpose and charter.';

create or replace view notice_shown as
  select n.id, n.person_id, n.community_id, n.activity_id, n.kind, n.thread_id, n.post_id, n.ping_id, n.at,
    coalesce(n.read_at, r.read_at) as read_at, n.read_at as marked_at, n.mailed_at
  from notice n
  left join thread_read r on r.person_id = n.person_id and r.thread_id = n.thread_id and r.read_at >= n.at
  where (select true from community_reader c where c.community_id = n.community_id and c.person_id = n.person_id)
    and (n.thread_id is null or (select true from thread_shown t where t.id = n.thread_id))
    and (n.post_id is null or (select p.removed_at is null from post p where p.id = n.post_id))
    and (n.ping_id is null or (select true from ping g where g.id = n.ping_id));
