-- Entries whose text stands in a body. Working pages are the first: such an entry is all they are.

insert into entry_kind (kind) values ('page');
insert into notice_kind (kind) values ('page_saved');

drop view body_now;
alter table body
  add column entry_id uuid unique,
  add foreign key (community_id, entry_id) references entry (community_id, id) on delete cascade;
comment on column body.entry_id is 'The entry whose text it is; null where it stands in something else, as under a heading of the charter.';

create view body_now as
  select b.id, b.community_id, b.entry_id, b.owner_id, b.writers, b.genre, b.version, v.source, b.html, b.renderer_version,
    v.author_id, v.saved_at
  from body b join body_version v on v.body_id = b.id and v.version = b.version;
comment on view body_now is 'Bodies with what they say now.';
