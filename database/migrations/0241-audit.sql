-- What people do by a role is kept apart from all that happens: nothing changes it, and it outlives what it was done to.

create table audit_line (
  id uuid primary key default uuidv7(),
  at timestamptz not null default app_now(),
  community_id uuid,
  actor_id uuid,
  verb text not null,
  object_kind text not null,
  object_id uuid,
  person_ids uuid[] not null default '{}',
  facts jsonb not null default '{}',
  via text
);
comment on table audit_line is 'Administrative acts: who did what, to whom, by which way, when. Ids only, no names. Without foreign keys, so that a line outlives what it names. Lines are added, and go only by forget_audit().';
comment on column audit_line.id is 'That of the activity it was written with.';
comment on column audit_line.actor_id is 'Null where the program did it itself, or the operator of the machine. Erasing: keep. Merging: keep.';
comment on column audit_line.verb is 'The declared kind of activity, such as role.given.';
comment on column audit_line.object_id is 'By object_kind; it may be a person. Erasing: keep. Merging: keep.';
comment on column audit_line.person_ids is 'The people to whom it was done. Erasing: keep. Merging: keep.';
comment on column audit_line.facts is 'Those facts of the activity that its kind keeps for the audit: which role, how many.';
comment on column audit_line.via is 'As in activity.';

create index audit_line_at on audit_line (at desc, id desc);
create index audit_line_community on audit_line (community_id, at desc, id desc);
create index audit_line_verb on audit_line (verb, at desc, id desc);
create index audit_line_actor on audit_line (actor_id, at desc, id desc);
create index audit_line_person on audit_line using gin (person_ids);

create function keep_audit() returns trigger language plpgsql as $$
begin
  if current_setting('guildhall.forgets_audit', true) = 'yes' and tg_op = 'DELETE' then
    return null;
  end if;
  raise exception 'Lines of the audit are not changed and not deleted.'
    using hint = 'forget_audit(before) deletes those from before a moment.';
end $$;
comment on function keep_audit() is 'Refuses every change of the audit but the deleting by forget_audit().';
create trigger audit_kept before update or delete or truncate on audit_line for each statement execute function keep_audit();

create function forget_audit(before timestamptz) returns bigint language plpgsql as $$
declare
  gone bigint;
begin
  perform set_config('guildhall.forgets_audit', 'yes', true);
  delete from audit_line where at < before;
  get diagnostics gone = row_count;
  perform set_config('guildhall.forgets_audit', 'no', true);
  return gone;
end $$;
comment on function forget_audit(timestamptz) is 'Deletes the lines of the audit from before this moment, and says how many they were. The only way.';

insert into role_permission (role, permission) values ('site:admin', 'site_audit'), ('site:owner', 'site_audit'),
  ('manager', 'community_audit'), ('site:admin', 'community_audit'), ('site:owner', 'community_audit');

insert into audit_line (id, at, community_id, actor_id, verb, object_kind, object_id, person_ids, facts, via)
  select a.id, a.at, a.community_id, a.actor_id, a.verb, a.object_kind, a.object_id,
    case when a.object_kind = 'person' then array[a.object_id]
      when jsonb_typeof(a.facts -> 'personIds') = 'array'
        then array(select x.id::uuid from jsonb_array_elements_text(a.facts -> 'personIds') with ordinality as x(id, place) order by x.place)
      when a.facts ->> 'personId' is not null then array[(a.facts ->> 'personId')::uuid]
      else '{}' end,
    case when a.facts ? 'role' then jsonb_build_object('role', a.facts -> 'role')
      when a.facts ? 'invited' then jsonb_build_object('invited', a.facts -> 'invited')
      else '{}' end,
    a.via
  from activity a
  where a.verb in ('person.added', 'person.way_in_made', 'site.opened', 'site_role.given', 'site.changed', 'site.went_live',
    'community.created', 'community.opened', 'community.changed', 'community.archived', 'community.activated',
    'banner.set', 'banner.removed', 'sections.arranged', 'welcome.written', 'charter.written',
    'member.added', 'member.invited_again', 'member.reached_again', 'member.removed', 'member.returned', 'role.given', 'role.taken',
    'container.added', 'container.changed', 'container.moved', 'container.removed', 'container.returned',
    'featured.added', 'featured.quoted', 'featured.moved', 'featured.removed', 'featured.returned', 'mail.retried');
