-- Search: one row for each thing that is found, written by the statement that changes the thing. A row says what is found, never
-- who may read it: that is asked of the entry, each time.

create extension if not exists btree_gin;
create extension if not exists fuzzystrmatch;

-- A text as its words stand in the index and in a query.

create function search_terms(words text) returns text language sql immutable parallel safe strict
  return (
    select case when t !~ ('[' || unspaced || ']') then t else
      -- Scripts that set no blanks between words stand as pairs of letters: first those that begin at odd places of a run,
      -- then, once more without all other letters, those that begin at even ones.
      regexp_replace(regexp_replace(t, '([' || unspaced || ']+)', ' \1 ', 'g'), '([' || unspaced || ']{2})', '\1 ', 'g') || ' ' ||
      regexp_replace(regexp_replace(regexp_replace(t, '[^' || unspaced || ']+', ' ', 'g'), '(^| )([^ ])', '\1\2 ', 'g'),
        '([^ ]{2})', '\1 ', 'g')
    end
    from
      (values ('\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff')) as s (unspaced),
      -- Most texts hold nothing but ASCII, of which folding drops two letters.
      regexp_replace(case when octet_length(words) = length(words) then translate(lower(words), '''`', '') else folded(words) end collate pg_c_utf8,
        '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u30a0\u30fb\ufe10-\ufe6f\ufffc\ufffd\U0001f000-\U0001faff]+',
        ' ', 'g') as t
  );
comment on function search_terms(text) is 'A text as search reads it: folded, its words between blanks, and pairs of letters in scripts that set no blanks between words.';

create function search_config(language text) returns regconfig language sql immutable parallel safe strict
  return case split_part(lower(language), '-', 1)
    when 'ar' then 'pg_catalog.arabic' when 'ca' then 'pg_catalog.catalan' when 'da' then 'pg_catalog.danish' when 'de' then 'pg_catalog.german'
    when 'el' then 'pg_catalog.greek' when 'en' then 'pg_catalog.english' when 'es' then 'pg_catalog.spanish' when 'et' then 'pg_catalog.estonian'
    when 'eu' then 'pg_catalog.basque' when 'fi' then 'pg_catalog.finnish' when 'fr' then 'pg_catalog.french' when 'ga' then 'pg_catalog.irish'
    when 'hi' then 'pg_catalog.hindi' when 'hu' then 'pg_catalog.hungarian' when 'hy' then 'pg_catalog.armenian' when 'id' then 'pg_catalog.indonesian'
    when 'it' then 'pg_catalog.italian' when 'lt' then 'pg_catalog.lithuanian' when 'nb' then 'pg_catalog.norwegian' when 'ne' then 'pg_catalog.nepali'
    when 'nl' then 'pg_catalog.dutch' when 'nn' then 'pg_catalog.norwegian' when 'no' then 'pg_catalog.norwegian' when 'pt' then 'pg_catalog.portuguese'
    when 'ro' then 'pg_catalog.romanian' when 'ru' then 'pg_catalog.russian' when 'sr' then 'pg_catalog.serbian' when 'sv' then 'pg_catalog.swedish'
    when 'ta' then 'pg_catalog.tamil' when 'tr' then 'pg_catalog.turkish' when 'yi' then 'pg_catalog.yiddish'
    else 'pg_catalog.simple'
  end::regconfig;
comment on function search_config(text) is 'How words of a language are brought to their stem; words of a language without a dictionary stay as they are.';

create table search_row (
  id uuid primary key,
  part text not null check (part in ('entry', 'post', 'file', 'person')),
  kind text not null,
  community_id uuid,
  entry_id uuid,
  author_id uuid,
  language text not null default '',
  at timestamptz not null,
  is_answer boolean not null default false,
  title text not null default '',
  summary text not null default '',
  body text not null default '',
  indexed_at timestamptz not null default app_clock(),
  words tsvector not null,
  foreign key (community_id, entry_id) references entry (community_id, id) on delete cascade,
  check ((part = 'person') = (entry_id is null))
);
comment on table search_row is 'What search finds: a row for each entry, post, text of a file, and person. The triggers called found_… write it with the thing itself. A removed or hidden post has none; whether an entry is shown, and to whom, is asked of the entry.';
comment on column search_row.id is 'That of the entry, the post, the file or the person. No foreign key: the triggers of these tables delete it, and each key would be looked up with every post.';
comment on column search_row.part is 'What of an entry it is: the entry itself with the post that opens it, a post of its discussion, or a file of it. Or a person.';
comment on column search_row.kind is 'The kind of the entry, or person.';
comment on column search_row.author_id is 'Whose words they are, as the entry or the post has it. Erasing: null. Merging: the winner''s.';
comment on column search_row.language is 'Of its words; empty for a person, whose words are mostly names.';
comment on column search_row.at is 'When it was written, or shown first.';
comment on column search_row.is_answer is 'A post that was marked as the answer, or a question that has one.';
comment on column search_row.summary is 'What says in short what it is, and the answers of a Ping.';
comment on column search_row.indexed_at is 'When it was written into the index; the counting of words goes on from there.';

-- Not a generated column: PostgreSQL sets up its functions anew for each statement, which takes longer than running them.
create function set_search_words() returns trigger language plpgsql as $$
declare
  config regconfig := search_config(new.language);
begin
  new.words := case when new.title = '' then '' else setweight(to_tsvector(config, search_terms(new.title)), 'A') end
    || case when new.summary = '' then '' else setweight(to_tsvector(config, search_terms(new.summary)), 'B') end
    -- A very long text is read to a length whose words fit into a tsvector (1 MB).
    || case when new.body = '' then '' else to_tsvector(config, search_terms(left(new.body,
      case when octet_length(new.body) > 2 * length(new.body) then 80000 else 250000 end))) end;
  return new;
end $$;
comment on function set_search_words() is 'The words of a row of the index: those of its title weigh most, then those of its summary.';
create trigger set_search_words before insert or update of language, title, summary, body on search_row
  for each row execute function set_search_words();

create index search_row_words on search_row using gin (community_id, words);
create index search_row_people on search_row using gin (words) where part = 'person';
create index search_row_newest on search_row (community_id, at desc, id desc);
create index search_row_entry on search_row (entry_id);
create index search_row_indexed on search_row using brin (indexed_at);

-- Entries: their title. What else is found of an entry is said by a trigger on the table that holds it.

create function found_entry() returns trigger language plpgsql as $$
begin
  insert into search_row (id, part, kind, community_id, entry_id, author_id, language, at, title, is_answer)
  values (new.id, 'entry', new.kind, new.community_id, new.id, new.author_id, new.language, coalesce(new.shown_from, new.created_at), new.title,
    exists (select from thread t where t.id = new.id and t.answer_post_id is not null))
  on conflict (id) do update set kind = excluded.kind, author_id = excluded.author_id, language = excluded.language, at = excluded.at,
    title = excluded.title, indexed_at = app_clock();
  if tg_op = 'UPDATE' and new.kind <> old.kind then
    update search_row set kind = new.kind where entry_id = new.id and id <> new.id;
  end if;
  return null;
end $$;
comment on function found_entry() is 'Keeps what search finds of an entry itself.';
create trigger found_entry after insert or update of title, kind, language, author_id, shown_from on entry
  for each row execute function found_entry();

create function found_in_entry() returns trigger language plpgsql as $$
declare
  fields jsonb := to_jsonb(new);
  said text := coalesce((select string_agg(fields ->> name, E'\n' order by place)
    from unnest(tg_argv[2:]) with ordinality as given (name, place) where fields ->> name <> ''), '');
begin
  execute format($q$
    insert into search_row (id, part, kind, community_id, entry_id, author_id, language, at, title, %1$I)
    select e.id, 'entry', e.kind, e.community_id, e.id, e.author_id, e.language, coalesce(e.shown_from, e.created_at), e.title, $2
    from entry e where e.id = $1
    on conflict (id) do update set %1$I = excluded.%1$I, indexed_at = app_clock() where search_row.%1$I <> excluded.%1$I$q$, tg_argv[1])
  using (fields ->> tg_argv[0])::uuid, said;
  return null;
end $$;
comment on function found_in_entry() is 'Keeps what search finds of an entry in a table that holds a part of it. Its arguments: the column with the id of the entry, `summary` or `body`, and the columns that are read.';

-- A text that several may write.

alter table body add column text text not null default '';
comment on column body.text is 'Its words alone, as html has them.';
update body set text = replace(replace(replace(replace(replace(btrim(regexp_replace(html, '<[^>]+>', ' ', 'g')),
  '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#39;', ''''), '&amp;', '&');
create trigger found_body after insert or update of text on body for each row when (new.entry_id is not null)
  execute function found_in_entry('entry_id', 'body', 'text');

-- Resources and Pings.

create trigger found_resource after insert or update of summary, authors, how_to_use, prompt on resource for each row
  execute function found_in_entry('id', 'summary', 'summary', 'authors', 'how_to_use', 'prompt');

create function found_answers() returns trigger language plpgsql as $$
begin
  insert into search_row (id, part, kind, community_id, entry_id, author_id, language, at, title, summary)
  select e.id, 'entry', e.kind, e.community_id, e.id, e.author_id, e.language, coalesce(e.shown_from, e.created_at), e.title,
    (select string_agg(label, ' · ' order by position) from ping_option where ping_id = new.ping_id)
  from entry e where e.id = new.ping_id
  on conflict (id) do update set summary = excluded.summary, indexed_at = app_clock();
  return null;
end $$;
comment on function found_answers() is 'Keeps the answers of a Ping among what search finds of it.';
create trigger found_answers after insert or update of label on ping_option for each row execute function found_answers();

-- Posts. The one that opens a discussion is found with it.

create function found_post() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from search_row where id = old.id;
    return null;
  end if;
  if new.is_opening then
    update search_row set body = case when new.removed_at is null then new.text else '' end, indexed_at = app_clock()
    from thread t where t.id = new.thread_id and search_row.id = t.entry_id and t.entry_id = t.id;
    return null;
  end if;
  if tg_op = 'UPDATE' then
    delete from search_row where id = new.id;
  end if;
  if new.removed_at is null then
    insert into search_row (id, part, kind, community_id, entry_id, author_id, language, at, is_answer, body)
    select new.id, 'post', e.kind, new.community_id, t.entry_id, new.author_id, new.language, new.posted_at,
      t.answer_post_id is not distinct from new.id, new.text
    from thread t join entry e on e.id = t.entry_id where t.id = new.thread_id and not t.is_off;
  end if;
  return null;
end $$;
comment on function found_post() is 'Keeps what search finds of a post. A removed or hidden one is not found.';
create trigger found_post after insert or update of text, language, author_id, removed_at, thread_id, is_opening on post
  for each row execute function found_post();
create trigger found_post_gone after delete on post for each row execute function found_post();

create function found_thread() returns trigger language plpgsql as $$
begin
  if new.is_off and not old.is_off then
    delete from search_row where entry_id = new.entry_id and part = 'post';
  elsif old.is_off and not new.is_off then
    update post set text = text where thread_id = new.id;
  end if;
  if new.answer_post_id is distinct from old.answer_post_id then
    update search_row set is_answer = new.answer_post_id is not null and id in (new.id, new.answer_post_id)
    where id in (new.id, new.answer_post_id, old.answer_post_id);
  end if;
  return null;
end $$;
comment on function found_thread() is 'Follows a discussion that is switched off or on, and a marked answer.';
create trigger found_thread after update of is_off, answer_post_id on thread for each row execute function found_thread();

-- People.

create function found_person() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from search_row where id = old.id;
    return null;
  end if;
  insert into search_row (id, part, kind, at, title, summary, body)
  values (new.id, 'person', 'person', new.created_at, new.name || ' ' || replace(new.handle, '-', ' '),
    new.title || E'\n' || new.location, new.ask_me_about || E'\n' || new.want_to_learn || E'\n' || new.bio)
  on conflict (id) do update set title = excluded.title, summary = excluded.summary, body = excluded.body, indexed_at = app_clock();
  return null;
end $$;
comment on function found_person() is 'Keeps what search finds of a person: what everybody reads in their profile.';
create trigger found_person after insert or update of name, handle, title, location, ask_me_about, want_to_learn, bio on person
  for each row execute function found_person();
create trigger found_person_gone after delete on person for each row execute function found_person();

-- Words as they are written, for typing errors, and how many things have them.

create function word_key(word text) returns text language sql immutable parallel safe strict
  return case when word ~ '^[\u0001-\u007f]*$' then word else (
    select string_agg(case when letter < '\u0080' then letter else chr(97 + ascii(letter) % 26) end, '' order by place)
    from regexp_split_to_table(word, '') with ordinality as l (letter, place)) end;
comment on function word_key(text) is 'A word in letters that pg_trgm knows in a database of the C locale: each letter beyond ASCII stands as one of a to z.';

create table search_word (
  community_id uuid not null references community on delete cascade,
  word text not null collate "C",
  rows integer not null,
  primary key (community_id, word)
);
comment on table search_word is 'The words of what everybody in a community may read, for typing errors and for how common a word is. A job counts them, so they are a few minutes behind; words of what only some may read are not among them.';
comment on column search_word.word is 'Folded, as it was written.';
comment on column search_word.rows is 'In how many rows of the index it was, about: a job recounts it every night.';
create index search_word_alike on search_word using gin (community_id, word_key(word) gin_trgm_ops);

create table search_count (
  community_id uuid primary key references community on delete cascade,
  rows integer not null,
  languages text[] not null,
  counted_to timestamptz not null
);
comment on table search_count is 'How far the words of a community are counted, how many rows it has, and in which languages.';

create table search_miss (
  community_id uuid not null references community on delete cascade,
  words text not null check (length(words) between 1 and 100),
  person_id uuid not null references person on delete cascade,
  at timestamptz not null default app_now(),
  primary key (community_id, words, person_id)
);
comment on table search_miss is 'What members looked for and did not find. Leaders see words that three people looked for, and never who.';
comment on column search_miss.words is 'Folded.';
comment on column search_miss.person_id is 'Who looked for it, so that nobody counts twice. Erasing: delete. Merging: delete.';
create index search_miss_person on search_miss (person_id);

-- What is there already.

update entry set title = title;
update body set text = text where entry_id is not null;
update resource set summary = summary;
update ping_option set label = label where position = 1;
update post set text = text;
update person set name = name;
