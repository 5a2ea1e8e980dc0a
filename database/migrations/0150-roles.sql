-- A role is a row, so that a site can have roles of its own beside the standard ones.

create table role (
  name text primary key,
  title text check (length(title) between 1 and 60),
  place smallint not null
);
comment on table role is 'The roles there are. Those on the site are called site:owner and site:admin.';
comment on column role.title is 'What people call a role of the site''s own; null for the standard ones, which the program names in each language.';
comment on column role.place is 'The order in which they are shown: the higher one holds more.';

insert into role (name, place) values
  ('guest', 10), ('member', 20), ('event_host', 30), ('moderator', 40), ('content_editor', 50), ('manager', 100),
  ('site:admin', 110), ('site:owner', 120);

-- A right is added by the migration of the room that asks for it: those of rooms still to come wait for these.
delete from role_permission where permission in ('suggest_ping', 'announce', 'host_events', 'propose_event', 'report', 'insights',
  'insights_content', 'insights_activity', 'insights_own_events', 'insights_own', 'export_community');
alter table role_permission add foreign key (role) references role on delete cascade;
comment on table role_permission is 'What each role grants: the standard ones as the rooms declare it.';

-- Every membership is that of a member or of a guest by itself, and who looks after the site belongs to no community by that.
alter table membership_role
  drop constraint membership_role_role_check,
  add constraint membership_role_given check (role <> 'member' and role not like 'site:%'),
  add foreign key (role) references role on delete cascade;
