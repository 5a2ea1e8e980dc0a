-- The Toolkit is filtered by the index of search, which has the words of resources already.

drop view resource_shown;
drop view resource_entry;
alter table resource drop column words;

create view resource_entry as
  select r.id, e.community_id, r.kind, e.title, r.summary, (select b.id from body b where b.entry_id = r.id) as body_id,
    (select b.source from body_now b where b.entry_id = r.id) as source, (select b.html from body b where b.entry_id = r.id) as html,
    r.renderer_version, r.address, r.file_id,
    r.captions_file_id, r.thumbnail_file_id, r.thumbnail_alt, r.authors, r.sponsor_id, e.language, r.licence, r.how_to_use, r.how_to_use_html,
    r.has_discussion, r.prompt, r.is_downloadable, r.planned_from as publish_from, e.shown_until as publish_until, r.owner_id, r.review_by,
    case when e.shown_from is null then 'draft' else 'published' end as status, r.featured_position, r.featured_until,
    e.author_id as created_by, e.created_at, r.changed_at, r.published_at, e.listed_at, e.removed_at, e.removed_by, e.audience_id,
    e.hidden_at is null and e.removed_at is null and e.shown_from is not null and e.shown_from <= app_now()
      and (e.shown_until is null or e.shown_until > app_now()) as is_open,
    e.draft_permission, r.suggested_at, r.thanked_why
  from entry e join resource r on r.id = e.id
  where e.kind = 'resource';
comment on view resource_entry is 'Resources with what their entry says.';
create view resource_shown as select * from resource_entry where removed_at is null;
comment on view resource_shown is 'Resources that are not removed; members see those that are open, whoever edits the Toolkit sees all.';
