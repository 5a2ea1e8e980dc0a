-- The text of an article stands in a body, as that of a working page does: with its versions.

with stored as (
  select r.id, r.community_id, r.source, r.html, r.renderer_version, r.changed_at, e.author_id, uuidv7() as body_id
  from resource r join entry e on e.id = r.id where r.source is not null
), bodies as (
  insert into body (id, community_id, entry_id, owner_id, writers, genre, html, renderer_version)
  select body_id, community_id, id, author_id, 'editors', 'article', coalesce(html, ''), coalesce(renderer_version, 0) from stored
)
insert into body_version (community_id, body_id, version, source, author_id, saved_at)
select community_id, body_id, 1, source, author_id, changed_at from stored;

drop view resource_shown;
drop view resource_entry;
alter table resource drop column source, drop column html;
comment on column resource.renderer_version is 'What made how_to_use_html; an older one than today''s is rendered anew.';

create view resource_entry as
  select r.id, e.community_id, r.kind, e.title, r.summary, (select b.id from body b where b.entry_id = r.id) as body_id,
    (select b.source from body_now b where b.entry_id = r.id) as source, (select b.html from body b where b.entry_id = r.id) as html,
    r.renderer_version, r.address, r.file_id,
    r.captions_file_id, r.thumbnail_file_id, r.thumbnail_alt, r.authors, r.sponsor_id, e.language, r.licence, r.how_to_use, r.how_to_use_html,
    r.has_discussion, r.prompt, r.is_downloadable, r.planned_from as publish_from, e.shown_until as publish_until, r.owner_id, r.review_by,
    case when e.shown_from is null then 'draft' else 'published' end as status, r.featured_position, r.featured_until,
    e.author_id as created_by, e.created_at, r.changed_at, r.published_at, e.listed_at, e.removed_at, e.removed_by, r.words, e.audience_id,
    e.hidden_at is null and e.removed_at is null and e.shown_from is not null and e.shown_from <= app_now()
      and (e.shown_until is null or e.shown_until > app_now()) as is_open
  from entry e join resource r on r.id = e.id
  where e.kind = 'resource';
comment on view resource_entry is 'Resources with what their entry says.';

create view resource_shown as select * from resource_entry where removed_at is null;
comment on view resource_shown is 'Resources that are not removed; members see those that are open, whoever edits the Toolkit sees all.';
