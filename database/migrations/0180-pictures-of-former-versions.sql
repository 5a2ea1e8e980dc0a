-- A picture that was taken out of a post is seen only by those who may see what the post said before.

alter table text_picture add column is_former boolean not null default false;
comment on column text_picture.is_former is 'True where the post showed it before it was edited, and does not show it now.';

update text_picture x set is_former = true
from post p
where p.id = x.post_id and p.community_id = x.community_id
  and p.source not like '%/files/' || translate(rtrim(encode(uuid_send(x.file_id), 'base64'), '='), '+/', '-_') || '%';

create or replace view picture_reader as
  select x.file_id, r.person_id
  from text_picture x join entry_reader r on r.entry_id = x.entry_id
  where (x.post_id is null or exists (select from post p where p.id = x.post_id and p.removed_at is null))
    and (not x.is_former
      or exists (select from membership_permission g
        where g.community_id = x.community_id and g.person_id = r.person_id and g.permission = 'moderate')
      or exists (select from person p join role_permission g on g.role = 'site:' || p.site_role
        where p.id = r.person_id and g.permission = 'moderate'))
  union all
  select x.file_id, r.person_id
  from text_picture x join community_reader r on r.community_id = x.community_id
  where x.entry_id is null;
