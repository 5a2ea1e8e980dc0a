-- A hidden post is out of sight as a removed one is, for everybody but its author and those who moderate. So it has the moment, the
-- person and the reason of a removal, and every query that leaves out removed posts leaves it out too.

alter table post
  add column hidden_at timestamptz,
  add column hidden_because text check (hidden_because in ('moderator', 'held')),
  add check ((hidden_at is null) = (hidden_because is null)),
  add check (hidden_at is null or removed_at is not null);
comment on column post.removed_at is 'When it went out of sight: removed, or only hidden.';
comment on column post.removed_by is 'Its author, or a moderator; null where nobody did it. Erasing: null. Merging: the winner''s.';
comment on column post.removed_why is 'The reason, for its author and for moderators.';
comment on column post.hidden_at is 'Set with removed_at where it is only hidden: its author and moderators still read it. Null for one that is shown or removed.';
comment on column post.hidden_because is 'moderator: somebody who moderates hid it. held: it waits until one of them shows it.';
create index post_hidden on post (community_id, hidden_at) where hidden_at is not null;

-- Entries are hidden by hidden_at alone: the views of what is shown leave them out.
alter table entry
  add column hidden_by uuid,
  add column hidden_because text check (hidden_because in ('moderator', 'held')),
  add column hidden_why text;
update entry set hidden_because = 'moderator' where hidden_at is not null;
comment on column entry.hidden_at is 'When it went out of sight of all but its author and those who moderate.';
comment on column entry.hidden_by is 'Who hid it; null where nobody did. Erasing: keep. Merging: the winner''s.';
comment on column entry.hidden_because is 'moderator: somebody who moderates hid it. held: it waits until one of them shows it.';
comment on column entry.hidden_why is 'The reason, for its author and for moderators.';
create index entry_hidden on entry (community_id, hidden_at) where hidden_at is not null;

create or replace view thread_entry as
  select t.id, t.community_id, t.entry_id, case when t.entry_kind is null then e.kind end as about_kind,
    case when t.entry_kind is null then e.id end as about_id, e.audience_id,
    t.kind, e.title, t.prompt, e.language, t.opened_by, t.opened_at, t.last_post_at, t.changed_at, t.locked_at, t.answer_post_id,
    t.reply_count, e.removed_at, e.removed_by,
    not t.is_off and e.hidden_at is null and e.shown_from <= app_now() and (e.shown_until is null or e.shown_until > app_now()) as is_open,
    e.author_id, e.hidden_at, e.hidden_by, e.hidden_because, e.hidden_why,
    not t.is_off and e.shown_from <= app_now() and (e.shown_until is null or e.shown_until > app_now()) as is_open_or_hidden
  from thread t join entry e on e.id = t.entry_id;

create view thread_there as
  select * from thread_entry where removed_at is null and is_open_or_hidden;
comment on view thread_there is 'Threads that are shown, and hidden ones, which only their author and moderators may read.';

create or replace view picture_reader as
  select x.file_id, r.person_id
  from text_picture x join entry_reader r on r.entry_id = x.entry_id
  where (x.post_id is null or exists (select from post p where p.id = x.post_id and (p.removed_at is null
      or p.hidden_at is not null and (p.author_id = r.person_id
        or exists (select from membership_permission g
          where g.community_id = x.community_id and g.person_id = r.person_id and g.permission = 'moderate')
        or exists (select from person m join role_permission g on g.role = 'site:' || m.site_role
          where m.id = r.person_id and g.permission = 'moderate')))))
    and (not x.is_former
      or exists (select from membership_permission g
        where g.community_id = x.community_id and g.person_id = r.person_id and g.permission = 'moderate')
      or exists (select from person p join role_permission g on g.role = 'site:' || p.site_role
        where p.id = r.person_id and g.permission = 'moderate'))
  union all
  select x.file_id, r.person_id
  from text_picture x join community_reader r on r.community_id = x.community_id
  where x.entry_id is null;

insert into notice_kind (kind) values ('hidden'), ('shown');
