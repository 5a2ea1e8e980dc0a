-- A site has an accent colour and a logo of its own.

alter table file
  drop constraint file_use_check,
  add constraint file_use_check check (use in ('resource', 'captions', 'thumbnail', 'banner', 'photo', 'post', 'preview', 'logo'));

alter table site
  add column hue smallint not null default 162 check (hue between 0 and 359),
  add column logo_file_id uuid references file (id) on delete set null;
comment on column site.hue is 'The accent of pages and mails that belong to no community: an angle in oklch, as that of a community.';
comment on column site.logo_file_id is 'The picture before its name in the head of every page, which everybody may see. Null where it has none.';
