-- Search finds the words in files of resources, and their names.

comment on column file_text.text is 'Its words in lines, at most as many as the index reads of a text; empty where they could not be read.';

create function found_file() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from search_row where id = old.file_id;
    return null;
  end if;
  insert into search_row (id, part, kind, community_id, entry_id, author_id, language, at, summary, body)
  select f.id, 'file', e.kind, e.community_id, e.id, e.author_id, e.language, greatest(f.uploaded_at, coalesce(e.shown_from, e.created_at)), f.name,
    -- Passages show words of a file: of one that is neither downloaded nor shown in its place nobody reads any.
    case when r.is_downloadable or f.use = 'captions' or f.media_type = 'application/pdf' then new.text else '' end
  from file f
  join resource r on r.community_id = f.community_id and (r.file_id = new.file_id or r.captions_file_id = new.file_id)
  join entry e on e.id = r.id
  where f.id = new.file_id and f.removed_at is null
  on conflict (id) do update set kind = excluded.kind, entry_id = excluded.entry_id, author_id = excluded.author_id,
    language = excluded.language, at = excluded.at, summary = excluded.summary, body = excluded.body, indexed_at = app_clock();
  return null;
end $$;
comment on function found_file() is 'Keeps what search finds of a file of a resource: its name and its words.';
create trigger found_file after insert or update of text on file_text for each row execute function found_file();
create trigger found_file_gone after delete on file_text for each row execute function found_file();

create function found_file_of_resource() returns trigger language plpgsql as $$
begin
  delete from search_row
  where entry_id = new.id and part = 'file' and id is distinct from new.file_id and id is distinct from new.captions_file_id;
  update file_text set text = text where file_id = new.file_id or file_id = new.captions_file_id;
  return null;
end $$;
comment on function found_file_of_resource() is 'Follows a resource that gets another file, or that may be downloaded from now on or no longer.';
create trigger found_file_of_resource after update of file_id, captions_file_id, is_downloadable on resource for each row
  when ((old.file_id, old.captions_file_id, old.is_downloadable) is distinct from (new.file_id, new.captions_file_id, new.is_downloadable))
  execute function found_file_of_resource();

create function found_file_of_entry() returns trigger language plpgsql as $$
begin
  update file_text x set text = x.text from resource r where r.id = new.id and x.file_id in (r.file_id, r.captions_file_id);
  return null;
end $$;
comment on function found_file_of_entry() is 'Follows an entry with files that changes its language, its author, or when it is shown.';
create trigger found_file_of_entry after update of language, author_id, shown_from on entry for each row
  when (new.kind = 'resource' and (old.language, old.author_id, old.shown_from) is distinct from (new.language, new.author_id, new.shown_from))
  execute function found_file_of_entry();

update file_text set text = text;
