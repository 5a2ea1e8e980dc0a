-- A picture in a text is seen by whoever may read that text, and by whoever brought it.

alter table file add unique (community_id, id);

create table text_picture (
  community_id uuid not null,
  file_id uuid not null,
  entry_id uuid,
  post_id uuid,
  unique nulls not distinct (file_id, entry_id, post_id),
  foreign key (community_id, file_id) references file (community_id, id) on delete cascade,
  foreign key (community_id, entry_id) references entry (community_id, id) on delete cascade,
  foreign key (community_id, post_id) references post (community_id, id) on delete cascade
);
comment on table text_picture is 'Pictures that a text shows now, or showed in a former version. A text that shows one its writer may not see opens it to nobody.';
comment on column text_picture.entry_id is 'The entry whose text it is, or below which it stands; null for a text for all who may read the community.';
comment on column text_picture.post_id is 'The post it stands in; null for the text of the entry itself.';
create index text_picture_of_entry on text_picture (community_id, entry_id);
create index text_picture_of_post on text_picture (community_id, post_id) where post_id is not null;

create view picture_reader as
  select x.file_id, r.person_id
  from text_picture x join entry_reader r on r.entry_id = x.entry_id
  where x.post_id is null or exists (select from post p where p.id = x.post_id and p.removed_at is null)
  union all
  select x.file_id, r.person_id
  from text_picture x join community_reader r on r.community_id = x.community_id
  where x.entry_id is null;
comment on view picture_reader is 'Who may see a picture because they may read a text that shows it.';

-- What is named in the texts that there are.
insert into text_picture (community_id, file_id, entry_id, post_id)
select distinct f.community_id, f.id, t.entry_id, t.post_id
from (
  select p.community_id, h.entry_id, p.id as post_id, p.source from post p join thread h on h.id = p.thread_id
  union all
  select v.community_id, h.entry_id, p.id, v.source from post_revision v join post p on p.id = v.post_id join thread h on h.id = p.thread_id
  union all
  select v.community_id, b.entry_id, null, v.source from body_version v join body b on b.id = v.body_id
  union all
  select r.community_id, r.id, null, r.how_to_use from resource r
) t
cross join lateral regexp_matches(t.source, '/files/([A-Za-z0-9_-]{22})', 'g') as named (found)
join file f on f.use = 'post' and f.community_id = t.community_id
  and f.id = encode(decode(translate(named.found[1], '-_', '+/') || '==', 'base64'), 'hex')::uuid;
