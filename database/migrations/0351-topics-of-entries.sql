-- Topics are of entries of any kind: a community has one list of them for its Toolkit, and may have one of its own for what is discussed.

alter table topic
  add column list text not null default 'toolkit' check (list in ('toolkit', 'talk')),
  add unique (community_id, list, id),
  drop constraint topic_community_id_parent_id_fkey,
  add foreign key (community_id, list, parent_id) references topic (community_id, list, id) on delete cascade;
alter table topic alter column list drop default;
comment on table topic is 'Two levels, made by the community itself; a sub-topic has a parent, which has none.';
comment on column topic.list is 'What it files: the Toolkit, or discussions where these have topics of their own.';
drop index topic_slug;
create unique index topic_slug on topic (community_id, list, slug) where removed_at is null;

create or replace view topic_shown as
  select id, community_id, parent_id, name, slug, position, list from topic where removed_at is null;
comment on view topic_shown is 'Topics that are not removed.';

drop trigger resource_topic_came on resource_topic;
drop trigger resource_topic_went on resource_topic;
drop trigger topic_came on topic;
drop trigger topic_changed on topic;
drop trigger topic_went on topic;

create table entry_topic (
  community_id uuid not null,
  entry_id uuid not null,
  topic_id uuid not null,
  primary key (entry_id, topic_id),
  foreign key (community_id, entry_id) references entry (community_id, id) on delete cascade,
  foreign key (community_id, topic_id) references topic (community_id, id) on delete cascade
);
comment on table entry_topic is 'What is filed under which topics: resources and discussions.';
insert into entry_topic (community_id, entry_id, topic_id) select community_id, resource_id, topic_id from resource_topic;
drop table resource_topic;
create index entry_topic_topic on entry_topic (topic_id, entry_id);

create function next_version_by_topic() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    update list_version set version = version + 1
    where kind = 'resource' and community_id in (select community_id from changed where list = 'toolkit');
  else
    insert into list_version as v (community_id, kind)
    select distinct community_id, 'resource' from changed where list = 'toolkit' order by 1
    on conflict (community_id, kind) do update set version = v.version + 1;
  end if;
  return null;
end $$;
comment on function next_version_by_topic() is 'After each statement on topics: the Toolkit''s list shows those that are its own.';

create function next_version_by_filing() returns trigger language plpgsql as $$
begin
  update list_version set version = version + 1
  where kind = 'resource' and community_id in (
    select x.community_id from changed x join entry e on e.id = x.entry_id where e.kind = 'resource');
  return null;
end $$;
comment on function next_version_by_filing() is 'After each statement on what is filed under topics: the Toolkit''s list counts its resources by topic. A resource that is deleted counts as an entry that went.';

create trigger topic_came after insert on topic
  referencing new table as changed for each statement execute function next_version_by_topic();
create trigger topic_changed after update on topic
  referencing new table as changed for each statement execute function next_version_by_topic();
create trigger topic_went after delete on topic
  referencing old table as changed for each statement execute function next_version_by_topic();
create trigger entry_topic_came after insert on entry_topic
  referencing new table as changed for each statement execute function next_version_by_filing();
create trigger entry_topic_went after delete on entry_topic
  referencing old table as changed for each statement execute function next_version_by_filing();
