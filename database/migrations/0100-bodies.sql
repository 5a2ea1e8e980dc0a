-- Texts that several may write, with every version that was saved. The charter is the first: one for each of its headings.

create table body (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  owner_id uuid references person on delete set null,
  writers text not null check (writers in ('owner', 'people', 'members', 'editors', 'leaders')),
  genre text not null check (genre in ('post', 'article')),
  version integer not null default 1 check (version > 0),
  html text not null,
  renderer_version integer not null,
  unique (community_id, id)
);
comment on table body is 'A text that several may write. It has no address of its own: what it stands in has one.';
comment on column body.owner_id is 'Whose it is. Erasing: null. Merging: the winner''s.';
comment on column body.writers is 'Who may write it: its owner alone, its owner and people named, whoever takes part, those who edit the Toolkit, or those who lead.';
comment on column body.genre is 'How it is set: as an article, or as a post, where each line is one.';
comment on column body.version is 'The version it is at, counted from 1; what that says stands in body_version, and as it shows here.';

create table body_writer (
  community_id uuid not null,
  body_id uuid not null,
  person_id uuid not null references person on delete cascade,
  primary key (body_id, person_id),
  foreign key (community_id, body_id) references body (community_id, id) on delete cascade
);
comment on table body_writer is 'People named to write a body, beside its owner.';
comment on column body_writer.person_id is 'Somebody named. Erasing: delete. Merging: the winner''s.';

create table body_version (
  community_id uuid not null,
  body_id uuid not null,
  version integer not null check (version > 0),
  source text not null check (length(source) <= 65536),
  author_id uuid references person on delete set null,
  saved_at timestamptz not null default app_now(),
  back_from integer,
  primary key (body_id, version),
  foreign key (community_id, body_id) references body (community_id, id) on delete cascade
);
comment on table body_version is 'All that a body ever said: each save is a row, and none is written over.';
comment on column body_version.author_id is 'Who saved it. Erasing: null. Merging: the winner''s.';
comment on column body_version.back_from is 'The earlier version that this one brought back.';

create view body_now as
  select b.id, b.community_id, b.owner_id, b.writers, b.genre, b.version, v.source, b.html, b.renderer_version, v.author_id, v.saved_at
  from body b join body_version v on v.body_id = b.id and v.version = b.version;
comment on view body_now is 'Bodies with what they say now.';

create table charter_text (
  community_id uuid not null,
  key text not null check (key in ('domain', 'who_for', 'norms', 'questions')),
  body_id uuid not null unique,
  primary key (community_id, key),
  foreign key (community_id, body_id) references body (community_id, id) on delete cascade
);
comment on table charter_text is 'The charter: a body under each heading that was ever written.';

with stored as (
  select c.id as community_id, t.key, t.value, uuidv7() as body_id, coalesce(a.at, c.created_at) as saved_at,
    (select p.id from person p where p.id = coalesce(a.actor_id, c.created_by)) as author_id
  from community c
  cross join lateral jsonb_each(c.charter) t
  left join lateral (
    select actor_id, at from activity where community_id = c.id and verb = 'charter.written' order by at desc limit 1
  ) a on true
  where t.value ->> 'source' <> ''
), bodies as (
  insert into body (id, community_id, writers, genre, html, renderer_version)
  select body_id, community_id, 'leaders', 'post', value ->> 'html', coalesce((value ->> 'version')::int, 0) from stored
), versions as (
  insert into body_version (community_id, body_id, version, source, author_id, saved_at)
  select community_id, body_id, 1, value ->> 'source', author_id, saved_at from stored
)
insert into charter_text (community_id, key, body_id) select community_id, key, body_id from stored;

alter table community drop column charter;
