-- A course may have a picture.

alter table file
  drop constraint file_use_check,
  add constraint file_use_check check (use in ('resource', 'captions', 'thumbnail', 'banner', 'photo', 'post', 'preview', 'logo', 'course'));

alter table course add column picture_file_id uuid references file on delete set null;
comment on column course.picture_file_id is 'Its picture, which those may fetch who see the course. Null where it has none.';
