-- Entries: one narrow row for everything of a community that can be found, discussed, noticed, saved or linked.
-- Its title, its author, when it is shown and whether it was removed stand there, once; what one kind alone has stands in its own table.

create table entry_kind (kind text primary key);
comment on table entry_kind is 'What an entry can be; each room adds its own.';
insert into entry_kind (kind) values ('thread'), ('resource'), ('ping');

create table audience (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  unique (community_id, id)
);
comment on table audience is 'Who of a community may read an entry, where that is not everybody: some cohorts with those who lead, or exactly the people named.';

create table audience_cohort (
  community_id uuid not null,
  audience_id uuid not null,
  cohort_id uuid not null,
  primary key (audience_id, cohort_id),
  foreign key (community_id, audience_id) references audience (community_id, id) on delete cascade,
  foreign key (community_id, cohort_id) references cohort (community_id, id) on delete cascade
);

create table audience_person (
  community_id uuid not null,
  audience_id uuid not null,
  person_id uuid not null references person on delete cascade,
  primary key (audience_id, person_id),
  foreign key (community_id, audience_id) references audience (community_id, id) on delete cascade
);
comment on column audience_person.person_id is 'Somebody it names. Erasing: delete. Merging: the winner''s.';

-- The people of a cohort are those of today; what is for named people is opened by no role.
create view audience_reader as
  select a.audience_id, s.person_id
  from audience_cohort a join membership_source s on s.community_id = a.community_id and s.cohort_id = a.cohort_id
  union all
  select a.audience_id, g.person_id
  from audience_cohort a join membership_permission g on g.community_id = a.community_id and g.permission = 'community_settings'
  union all
  select a.audience_id, p.id
  from audience_cohort a cross join person p join role_permission g on g.role = 'site:' || p.site_role and g.permission = 'community_settings'
  union all
  select audience_id, person_id from audience_person;
comment on view audience_reader is 'The people of each audience; somebody may stand there twice.';

create table entry (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  kind text not null references entry_kind,
  title text not null check (length(title) between 1 and 300),
  language text not null default 'en',
  author_id uuid references person on delete set null,
  audience_id uuid,
  created_at timestamptz not null default app_now(),
  listed_at timestamptz not null default app_now(),
  shown_from timestamptz,
  shown_until timestamptz,
  draft_permission text,
  hidden_at timestamptz,
  removed_at timestamptz,
  removed_by uuid,
  removed_why text,
  unique (community_id, id),
  unique (community_id, id, kind),
  foreign key (community_id, audience_id) references audience (community_id, id)
);
comment on table entry is 'One thing of a community: a thread, a resource, a Ping. What only its kind has stands in the table of that kind, under the same id.';
comment on column entry.author_id is 'Who wrote or added it. Erasing: null. Merging: the winner''s.';
comment on column entry.audience_id is 'Who may read it; null: all who may read the community.';
comment on column entry.listed_at is 'Its place in lists, newest first.';
comment on column entry.shown_from is 'From when its readers see it; null while it is a draft.';
comment on column entry.draft_permission is 'Who beside its author sees it while it is not shown: those with this permission; null: nobody.';
comment on column entry.hidden_at is 'When a moderator took it out of sight, until it is decided.';
comment on column entry.removed_by is 'Who removed it. Erasing: keep. Merging: the winner''s.';
create index entry_listed on entry (community_id, kind, listed_at desc, id desc) where removed_at is null;
create index entry_audience on entry (audience_id) where audience_id is not null;

insert into entry (id, community_id, kind, title, language, author_id, created_at, listed_at, shown_from, shown_until, draft_permission, removed_at, removed_by)
select id, community_id, 'resource', title, language, created_by, created_at, listed_at,
  case when status = 'published' then coalesce(publish_from, published_at, created_at) end, publish_until, 'edit_toolkit', removed_at, removed_by
from resource;

insert into entry (id, community_id, kind, title, language, author_id, created_at, listed_at, shown_from)
select id, community_id, 'ping', left(question, 300), language, created_by, created_at, coalesce(sent_at, created_at), sent_at from ping;

insert into entry (id, community_id, kind, title, language, author_id, created_at, listed_at, shown_from, removed_at, removed_by, removed_why)
select id, community_id, 'thread', title, language, opened_by, opened_at, opened_at, opened_at, removed_at, removed_by, removed_why
from thread where about_id is null;

create view entry_open as
  select * from entry
  where removed_at is null and hidden_at is null
    and shown_from <= app_now() and (shown_until is null or shown_until > app_now());
comment on view entry_open is 'Entries that are shown now to their readers: to those of their audience who may read the community.';

create view entry_reader as
  select e.id as entry_id, e.community_id, r.person_id
  from entry e join community_reader r on r.community_id = e.community_id
  where e.removed_at is null and e.hidden_at is null
    and (
      e.shown_from <= app_now() and (e.shown_until is null or e.shown_until > app_now())
      or e.author_id = r.person_id
      or (select true from membership_permission g
        where g.community_id = e.community_id and g.person_id = r.person_id and g.permission = e.draft_permission limit 1)
      or (select true from person p join role_permission g on g.role = 'site:' || p.site_role
        where p.id = r.person_id and g.permission = e.draft_permission))
    and (e.audience_id is null
      or (select true from audience_reader a where a.audience_id = e.audience_id and a.person_id = r.person_id limit 1));
comment on view entry_reader is 'Who may read an entry now: its readers while it is shown, before and after that its author and those it names for drafts.';

-- Discussions: one below each entry, or an entry by itself.

drop view notice_shown;
drop view thread_shown;
alter table thread
  add column entry_kind text check (entry_kind = 'thread'),
  add column entry_id uuid,
  add column is_off boolean not null default false;
update thread set entry_id = coalesce(about_id, id), entry_kind = case when about_id is null then 'thread' end,
  is_off = about_id is not null and not is_shown and exists (
    select from resource r where r.id = about_id and not r.has_discussion);
-- What a discussion is about is never deleted once it was shown; where it was all the same, nobody could read it any more.
delete from thread t where not exists (select from entry e where e.community_id = t.community_id and e.id = t.entry_id);
drop index thread_latest;
alter table thread
  alter column entry_id set not null,
  add unique (entry_id),
  add foreign key (community_id, entry_id) references entry (community_id, id) on delete cascade,
  add foreign key (community_id, id, entry_kind) references entry (community_id, id, kind) on delete cascade,
  add check ((entry_kind is null) = (entry_id <> id)),
  drop column about_kind, drop column about_id, drop column title, drop column language, drop column is_shown,
  drop column removed_at, drop column removed_by, drop column removed_why;
comment on column thread.entry_id is 'What is discussed: an entry of any kind, or this thread, which then is an entry itself.';
comment on column thread.entry_kind is 'Null for a discussion below another entry.';
comment on column thread.is_off is 'Whoever keeps the entry it is about has switched its discussion off.';
create index thread_latest on thread (community_id, last_post_at desc, id desc) where last_post_at is not null;

create view thread_entry as
  select t.id, t.community_id, t.entry_id, case when t.entry_kind is null then e.kind end as about_kind,
    case when t.entry_kind is null then e.id end as about_id, e.audience_id,
    t.kind, e.title, t.prompt, e.language, t.opened_by, t.opened_at, t.last_post_at, t.changed_at, t.locked_at, t.answer_post_id,
    t.reply_count, e.removed_at, e.removed_by,
    not t.is_off and e.hidden_at is null and e.shown_from <= app_now() and (e.shown_until is null or e.shown_until > app_now()) as is_open
  from thread t join entry e on e.id = t.entry_id;
comment on view thread_entry is 'Threads with what their entry says.';

create view thread_shown as
  select id, community_id, entry_id, about_kind, about_id, audience_id, kind, title, prompt, language, opened_by, opened_at,
    last_post_at, changed_at, locked_at, answer_post_id, reply_count
  from thread_entry where removed_at is null and is_open;

-- What somebody has read of an entry.

alter table thread_read rename to entry_read;
alter table entry_read add column entry_id uuid;
update entry_read r set entry_id = t.entry_id from thread t where t.id = r.thread_id;
alter table entry_read drop column thread_id;
alter table entry_read
  alter column entry_id set not null,
  add primary key (person_id, entry_id),
  add foreign key (community_id, entry_id) references entry (community_id, id) on delete cascade;
alter index thread_read_at rename to entry_read_at;
comment on table entry_read is 'Up to when somebody has read an entry and what is said below it.';
comment on column entry_read.person_id is 'Who read it. Erasing: delete. Merging: the later one.';

-- The Toolkit.

drop view resource_shown;
alter table resource alter column words drop expression;
alter table resource
  add column entry_kind text not null default 'resource' check (entry_kind = 'resource'),
  add column planned_from timestamptz,
  add column held_address text;
update resource set planned_from = publish_from, held_address = case when removed_at is null then address end;
alter table resource
  add foreign key (community_id, id, entry_kind) references entry (community_id, id, kind) on delete cascade,
  drop column listed_at, drop column title, drop column language, drop column created_by, drop column created_at,
  drop column publish_from, drop column publish_until, drop column status, drop column removed_at, drop column removed_by;
comment on column resource.words is 'What the Toolkit''s filter by words looks through: title, summary and authors, folded by whoever writes them.';
comment on column resource.planned_from is 'The moment its editor chose for it to open; null where it opens as it is published.';
comment on column resource.held_address is 'Its address while it is not removed: no two resources of a Toolkit hold the same.';
create unique index resource_address on resource (community_id, held_address) where held_address is not null;
create index resource_featured on resource (community_id, featured_position) where featured_position is not null;
create index resource_words on resource using gin (words gin_trgm_ops);

create view resource_entry as
  select r.id, e.community_id, r.kind, e.title, r.summary, r.source, r.html, r.renderer_version, r.address, r.file_id, r.captions_file_id,
    r.thumbnail_file_id, r.thumbnail_alt, r.authors, r.sponsor_id, e.language, r.licence, r.how_to_use, r.how_to_use_html, r.has_discussion,
    r.prompt, r.is_downloadable, r.planned_from as publish_from, e.shown_until as publish_until, r.owner_id, r.review_by,
    case when e.shown_from is null then 'draft' else 'published' end as status, r.featured_position, r.featured_until,
    e.author_id as created_by, e.created_at, r.changed_at, r.published_at, e.listed_at, e.removed_at, e.removed_by, r.words, e.audience_id,
    e.hidden_at is null and e.removed_at is null and e.shown_from is not null and e.shown_from <= app_now()
      and (e.shown_until is null or e.shown_until > app_now()) as is_open
  from entry e join resource r on r.id = e.id
  where e.kind = 'resource';
comment on view resource_entry is 'Resources with what their entry says.';

create view resource_shown as select * from resource_entry where removed_at is null;
comment on view resource_shown is 'Resources that are not removed; members see those that are open, whoever edits the Toolkit sees all.';

-- Pings.

alter table ping add column entry_kind text not null default 'ping' check (entry_kind = 'ping');
alter table ping
  add foreign key (community_id, id, entry_kind) references entry (community_id, id, kind) on delete cascade,
  drop column question, drop column language, drop column created_by, drop column created_at;

create view ping_entry as
  select p.id, e.community_id, e.title as question, p.state, p.hours, e.language, e.author_id as created_by, e.created_at, p.voice_id,
    p.sent_at, p.sent_by, p.closes_at, p.closed_at, p.withdrawn_at, p.successor_id, p.threshold, p.could_answer, p.answered, p.forgotten_at,
    e.audience_id
  from ping p join entry e on e.id = p.id
  where e.removed_at is null and e.hidden_at is null;
comment on view ping_entry is 'Pings with what their entry says; its title is the question.';

-- A list of a kind in a community is counted anew when one of its entries came, changed or went.

alter table toolkit_edition rename to list_version;
alter table list_version add column kind text not null default 'resource' references entry_kind;
alter table list_version alter column kind drop default;
alter table list_version rename column edition to version;
alter table list_version drop constraint toolkit_edition_pkey, add primary key (community_id, kind);
comment on table list_version is 'Grows with each change of a community''s entries of a kind, so that what was counted of them holds until then.';

drop trigger resource_came on resource;
drop trigger resource_changed on resource;
drop trigger resource_went on resource;
drop trigger topic_came on topic;
drop trigger topic_changed on topic;
drop trigger topic_went on topic;
drop trigger resource_topic_came on resource_topic;
drop trigger resource_topic_went on resource_topic;
drop function next_toolkit_edition();

create function next_list_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    update list_version v set version = version + 1
    where (community_id, kind) in (select community_id, kind from changed);
  else
    insert into list_version as v (community_id, kind)
    select distinct community_id, kind from changed order by 1, 2
    on conflict (community_id, kind) do update set version = v.version + 1;
  end if;
  return null;
end $$;
comment on function next_list_version() is 'After each statement on entries.';

create trigger entry_came after insert on entry
  referencing new table as changed for each statement execute function next_list_version();
create trigger entry_changed after update on entry
  referencing new table as changed for each statement execute function next_list_version();
create trigger entry_went after delete on entry
  referencing old table as changed for each statement execute function next_list_version();

create function next_toolkit_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    update list_version set version = version + 1
    where kind = 'resource' and community_id in (select community_id from changed);
  else
    insert into list_version as v (community_id, kind)
    select distinct community_id, 'resource' from changed order by 1
    on conflict (community_id, kind) do update set version = v.version + 1;
  end if;
  return null;
end $$;
comment on function next_toolkit_version() is 'After each statement on what a Toolkit''s list shows beside its entries: resources, topics, and what is filed under them.';

create trigger resource_changed after update on resource
  referencing new table as changed for each statement execute function next_toolkit_version();
create trigger topic_came after insert on topic
  referencing new table as changed for each statement execute function next_toolkit_version();
create trigger topic_changed after update on topic
  referencing new table as changed for each statement execute function next_toolkit_version();
create trigger topic_went after delete on topic
  referencing old table as changed for each statement execute function next_toolkit_version();
create trigger resource_topic_came after insert on resource_topic
  referencing new table as changed for each statement execute function next_toolkit_version();
create trigger resource_topic_went after delete on resource_topic
  referencing old table as changed for each statement execute function next_toolkit_version();

-- What happened, and who is told of it, points at an entry.

alter table activity add column entry_id uuid references entry on delete set null;
update activity a set entry_id = e.id from entry e where a.object_id = e.id and a.object_kind in ('resource', 'ping');
update activity a set entry_id = t.entry_id from thread t where a.object_id = t.id and a.object_kind = 'thread';
update activity a set entry_id = t.entry_id from post p join thread t on t.id = p.thread_id where a.object_id = p.id and a.object_kind = 'post';
-- In whose name a Ping is asked is told with it.
update activity a set facts = a.facts || jsonb_build_object('voiceId', p.voice_id)
from ping p where a.verb = 'ping.sent' and a.object_id = p.id and p.voice_id is not null;
create index activity_entry on activity (entry_id) where entry_id is not null;
comment on column activity.entry_id is 'The entry it happened to, or below; who may read that may see it.';

create table notice_kind (
  kind text primary key,
  of_draft boolean not null default false
);
comment on table notice_kind is 'Why somebody is told of an activity; each room adds its own.';
comment on column notice_kind.of_draft is 'Is one told though the entry is a draft of somebody else?';
insert into notice_kind (kind, of_draft) values
  ('reply', false), ('mention', false), ('removed', false), ('returned', false), ('locked', false), ('renamed', false),
  ('ping', false), ('consent_asked', true), ('consent_given', true), ('consent_refused', true), ('invitation', false);

alter table notice
  drop constraint notice_kind_check,
  add foreign key (kind) references notice_kind,
  add column entry_id uuid;
update notice n set entry_id = t.entry_id from thread t where t.id = n.thread_id;
update notice n set entry_id = e.id from entry e where e.id = n.ping_id;
-- What led to a thread or a Ping that is gone has nothing to say any more.
delete from notice where entry_id is null and num_nonnulls(thread_id, ping_id) > 0;
drop index notice_unmailed;
alter table notice
  add foreign key (community_id, entry_id) references entry (community_id, id) on delete cascade,
  drop column thread_id, drop column ping_id;
create index notice_unmailed on notice (person_id, entry_id) where mailed_at is null;
create index notice_entry on notice (community_id, entry_id);
comment on column notice.entry_id is 'Where it happened, with post_id; null where that is not there any more.';

-- Questions about one row each, not "exists": those may be answered by reading a whole table once, here every page would.
create view notice_shown as
  select n.id, n.person_id, n.community_id, n.activity_id, n.kind, n.entry_id, n.post_id, n.at,
    coalesce(n.read_at, r.read_at) as read_at, n.read_at as marked_at, n.mailed_at
  from notice n
  left join entry_read r on r.person_id = n.person_id and r.entry_id = n.entry_id and r.read_at >= n.at
  where case
    when n.entry_id is null then (select true from community_reader c where c.community_id = n.community_id and c.person_id = n.person_id)
    else (select true from entry_reader e where e.entry_id = n.entry_id and e.person_id = n.person_id)
      or (select true from notice_kind k join community_reader c on c.community_id = n.community_id and c.person_id = n.person_id
        where k.kind = n.kind and k.of_draft)
    end
    and (n.post_id is null or (select p.removed_at is null from post p where p.id = n.post_id));
comment on view notice_shown is 'Notices of what their reader may still see; read_at counts the reading of the entry too.';
comment on column notice_shown.marked_at is 'read_at as its row has it. What is unread is asked as both being null, so that the index of unread notices serves.';

create table mail_kind (kind text primary key);
comment on table mail_kind is 'Kinds of mail that one may turn off by themselves; each room adds its own.';
insert into mail_kind (kind) values ('ping'), ('reply'), ('moderation'), ('invitation');
alter table mail_choice drop constraint mail_choice_kind_check, add foreign key (kind) references mail_kind;
