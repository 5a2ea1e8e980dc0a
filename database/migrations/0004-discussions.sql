-- Threads and posts: one mechanism for free-standing talk and for what is said under a resource or a Ping.

create table thread (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  about_kind text check (about_kind in ('resource', 'ping')),
  about_id uuid,
  kind text not null default 'talk' check (kind in ('talk', 'question')),
  title text not null check (length(title) between 1 and 300),
  prompt text not null default '',
  language text not null default 'en',
  opened_by uuid references person on delete set null,
  opened_at timestamptz not null default app_now(),
  last_post_at timestamptz default app_now(),
  changed_at timestamptz not null default app_now(),
  is_shown boolean not null default true,
  locked_at timestamptz,
  locked_by uuid,
  answer_post_id uuid,
  removed_at timestamptz,
  removed_by uuid,
  removed_why text,
  unique (community_id, id),
  unique (about_kind, about_id),
  check ((about_kind is null) = (about_id is null))
);
comment on column thread.prompt is 'The question a leader put at the head of the discussion.';
comment on column thread.last_post_at is 'Null while nobody has said anything: such a thread stands under what it is about, and in no list.';
comment on column thread.changed_at is 'Moved on by whatever changes the thread or a post of it, before it commits: every such change takes this row''s lock, so what is newer than a version is all that is new.';
comment on column thread.is_shown is 'False while what it is about is not published; kept by the room that owns that.';
create index thread_latest on thread (community_id, last_post_at desc, id desc)
  where removed_at is null and is_shown and last_post_at is not null;

create view thread_shown as
  select id, community_id, about_kind, about_id, kind, title, prompt, language, opened_by, opened_at, last_post_at, changed_at, locked_at, answer_post_id
  from thread where removed_at is null and is_shown;

create table post (
  id uuid primary key default uuidv7(),
  community_id uuid not null,
  thread_id uuid not null,
  parent_id uuid,
  root_id uuid,
  is_opening boolean not null default false,
  author_id uuid references person on delete set null,
  source text not null check (length(source) <= 65536),
  html text not null,
  text text not null,
  renderer_version integer not null,
  language text not null default 'en',
  posted_at timestamptz not null default app_now(),
  edited_at timestamptz,
  changed_at timestamptz not null default app_now(),
  removed_at timestamptz,
  removed_by uuid,
  removed_why text,
  unique (community_id, id),
  unique (thread_id, id),
  foreign key (community_id, thread_id) references thread (community_id, id) on delete cascade,
  foreign key (thread_id, parent_id) references post (thread_id, id) on delete cascade,
  foreign key (thread_id, root_id) references post (thread_id, id) on delete cascade,
  check ((parent_id is null) = (root_id is null)),
  check (not (is_opening and parent_id is not null))
);
comment on column post.parent_id is 'The post this one answers; null at the first level of its thread.';
comment on column post.root_id is 'The first-level post it stands under; null at the first level. A reply to a reply stands under the same one, and quotes its parent.';
comment on column post.is_opening is 'What its opener wrote to begin a thread of its own.';
comment on column post.changed_at is 'The thread''s changed_at as its text, removal or reactions last changed: what a live page asks for.';
create index post_thread on post (thread_id, posted_at, id) where removed_at is null;
create index post_first_level on post (thread_id, posted_at, id) where root_id is null;
create index post_replies on post (root_id, posted_at, id) where root_id is not null;
create index post_parent on post (parent_id) where parent_id is not null;
create unique index post_opening on post (thread_id) where is_opening;
create index post_thread_changed on post (thread_id, changed_at);
create index post_author on post (author_id, posted_at desc);

create table post_revision (
  id uuid primary key default uuidv7(),
  community_id uuid not null,
  post_id uuid not null,
  source text not null,
  html text not null,
  replaced_at timestamptz not null default app_now(),
  replaced_by uuid,
  foreign key (community_id, post_id) references post (community_id, id) on delete cascade
);
create index post_revision_post on post_revision (post_id);

create table mention (
  community_id uuid not null,
  post_id uuid not null,
  person_id uuid not null references person on delete cascade,
  primary key (post_id, person_id),
  foreign key (community_id, post_id) references post (community_id, id) on delete cascade
);

create table reaction (
  community_id uuid not null,
  post_id uuid not null,
  person_id uuid not null references person on delete cascade,
  kind text not null check (kind in ('thanks', 'agree', 'insight', 'tried', 'hmm')),
  at timestamptz not null default app_now(),
  primary key (post_id, kind, person_id),
  foreign key (community_id, post_id) references post (community_id, id) on delete cascade
);

create table thread_follow (
  community_id uuid not null,
  thread_id uuid not null,
  person_id uuid not null references person on delete cascade,
  state text not null check (state in ('following', 'muted')),
  at timestamptz not null default app_now(),
  primary key (thread_id, person_id),
  foreign key (community_id, thread_id) references thread (community_id, id) on delete cascade
);
comment on table thread_follow is 'Who hears of new posts: whoever posts follows; one may mute.';

create table thread_read (
  community_id uuid not null,
  thread_id uuid not null,
  person_id uuid not null references person on delete cascade,
  read_at timestamptz not null,
  primary key (person_id, thread_id),
  foreign key (community_id, thread_id) references thread (community_id, id) on delete cascade
);
