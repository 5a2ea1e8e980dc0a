-- What many pages show alike is read once and kept until it changes: so what people are called has a version, as lists have.

alter table site add column people_version bigint not null default 1;
comment on column site.people_version is 'Grows whenever what pages show of a person changes, or a stored text is rendered anew.';

create function next_people_version() returns trigger language plpgsql as $$
begin
  update site set people_version = people_version + 1;
  return null;
end $$;
comment on function next_people_version() is 'After a change of a person''s name, photo or title, of a person who leaves, or of a text rendered anew.';

create trigger person_shown_changed after update of name, image, title, removed_at on person for each row
  when ((old.name, old.image, old.title, old.removed_at) is distinct from (new.name, new.image, new.title, new.removed_at))
  execute function next_people_version();
create trigger person_went after delete on person for each row execute function next_people_version();
-- A renewed text leaves its thread's version as it is, so that no open page is sent anything.
create trigger post_renewed after update of html on post for each row
  when (old.html is distinct from new.html and old.changed_at = new.changed_at)
  execute function next_people_version();

create function next_version_by_preview() returns trigger language plpgsql as $$
begin
  update list_version v set version = v.version + 1
  from resource r where r.file_id = new.preview_of and v.community_id = r.community_id and v.kind = 'resource';
  return null;
end $$;
comment on function next_version_by_preview() is 'After the small picture of a file was made: lists of resources show it.';

create trigger file_previewed after insert on file for each row when (new.preview_of is not null)
  execute function next_version_by_preview();
