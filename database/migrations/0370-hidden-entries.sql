-- What is hidden is still read by its author and by those who moderate, on its own page; no list and no search has it.

create view entry_there as
  select * from entry
  where removed_at is null and shown_from <= app_now() and (shown_until is null or shown_until > app_now());
comment on view entry_there is 'Entries that are shown now, and hidden ones, which only their author and those who moderate may read.';

create or replace view entry_reader as
  select e.id as entry_id, e.community_id, r.person_id
  from entry e join community_reader r on r.community_id = e.community_id
  where e.removed_at is null
    and (e.hidden_at is null or e.author_id = r.person_id
      or (select true from membership_permission g
        where g.community_id = e.community_id and g.person_id = r.person_id and g.permission = 'moderate' limit 1)
      or (select true from person p join role_permission g on g.role = 'site:' || p.site_role
        where p.id = r.person_id and g.permission = 'moderate'))
    and (
      e.shown_from <= app_now() and (e.shown_until is null or e.shown_until > app_now())
      or e.author_id = r.person_id
      or (select true from membership_permission g
        where g.community_id = e.community_id and g.person_id = r.person_id and g.permission = e.draft_permission limit 1)
      or (select true from person p join role_permission g on g.role = 'site:' || p.site_role
        where p.id = r.person_id and g.permission = e.draft_permission))
    and (e.audience_id is null
      or (select true from audience_reader a where a.audience_id = e.audience_id and a.person_id = r.person_id limit 1));
comment on view entry_reader is 'Who may read an entry now: its readers while it is shown, before and after that its author and those it names for drafts; what is hidden, its author and those who moderate.';

create or replace view resource_entry as
  select r.id, e.community_id, r.kind, e.title, r.summary, (select b.id from body b where b.entry_id = r.id) as body_id,
    (select b.source from body_now b where b.entry_id = r.id) as source, (select b.html from body b where b.entry_id = r.id) as html,
    r.renderer_version, r.address, r.file_id,
    r.captions_file_id, r.thumbnail_file_id, r.thumbnail_alt, r.authors, r.sponsor_id, e.language, r.licence, r.how_to_use, r.how_to_use_html,
    r.has_discussion, r.prompt, r.is_downloadable, r.planned_from as publish_from, e.shown_until as publish_until, r.owner_id, r.review_by,
    case when e.shown_from is null then 'draft' else 'published' end as status, r.featured_position, r.featured_until,
    e.author_id as created_by, e.created_at, r.changed_at, r.published_at, e.listed_at, e.removed_at, e.removed_by, e.audience_id,
    e.hidden_at is null and e.removed_at is null and e.shown_from is not null and e.shown_from <= app_now()
      and (e.shown_until is null or e.shown_until > app_now()) as is_open,
    e.draft_permission, r.suggested_at, r.thanked_why,
    e.author_id, e.hidden_at, e.hidden_by, e.hidden_because, e.hidden_why
  from entry e join resource r on r.id = e.id
  where e.kind = 'resource';
create or replace view resource_shown as select * from resource_entry where removed_at is null;

-- The notices of removing and of showing what was held.
insert into notice_kind (kind) values ('entry_removed'), ('entry_returned'), ('published');

-- An edit that waits is found among all that waits in its community.
create index held_post_edit on held_post (community_id, held_at) where source is not null;
