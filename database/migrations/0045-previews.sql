-- A small picture of a document's first page, or of a large picture: for lists, for tiles, and for browsers that show no PDF.

alter table file
  drop constraint file_use_check,
  add constraint file_use_check check (use in ('resource', 'captions', 'thumbnail', 'banner', 'photo', 'post', 'preview')),
  add column preview_of uuid references file on delete cascade,
  add column preview_tried_at timestamptz;
comment on column file.preview_of is 'The file this one is a small picture of; it may be seen wherever that one may, and goes with it.';
comment on column file.preview_tried_at is 'When a small picture of it was tried to be drawn, with or without success; null where that was not tried yet.';
create unique index file_preview on file (preview_of) where preview_of is not null;
create index file_preview_wanted on file (uploaded_at)
  where use = 'resource' and preview_tried_at is null and removed_at is null;
