-- What a post said before is rendered anew like the post itself, once the renderer has changed.
alter table post_revision add renderer_version integer not null default 1;
alter table post_revision alter renderer_version drop default;
comment on column post_revision.renderer_version is 'What made its html; an older one than today''s is rendered anew.';
