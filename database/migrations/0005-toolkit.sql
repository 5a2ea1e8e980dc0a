-- The Toolkit: resources filed under topics.

create extension if not exists pg_trgm;

create table topic (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  parent_id uuid,
  name text not null check (length(name) between 1 and 120),
  slug text not null,
  position integer not null default 0,
  removed_at timestamptz,
  removed_by uuid,
  unique (community_id, id),
  foreign key (community_id, parent_id) references topic (community_id, id) on delete cascade
);
comment on table topic is 'Two levels, made by the community itself; a sub-topic has a parent, which has none.';
comment on column topic.removed_at is 'A removed topic keeps what was filed under it, so that it can come back; its sub-topics go with it at the same instant.';
create unique index topic_slug on topic (community_id, slug) where removed_at is null;
create index topic_parent on topic (parent_id) where removed_at is null;

create view topic_shown as
  select id, community_id, parent_id, name, slug, position from topic where removed_at is null;

create table resource (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  kind text not null check (kind in ('video', 'article', 'document', 'template', 'link')),
  title text not null check (length(title) between 1 and 300),
  summary text not null default '' check (length(summary) <= 2000),
  source text,
  html text,
  renderer_version integer,
  address text check (length(address) <= 2000),
  file_id uuid references file,
  captions_file_id uuid references file,
  thumbnail_file_id uuid references file,
  thumbnail_alt text not null default '',
  authors text not null default '',
  sponsor_id uuid references person on delete set null,
  language text not null default 'en',
  licence text not null default '',
  how_to_use text not null default '',
  how_to_use_html text not null default '',
  has_discussion boolean not null default true,
  prompt text not null default '',
  is_downloadable boolean not null default true,
  publish_from timestamptz,
  publish_until timestamptz,
  owner_id uuid references person on delete set null,
  review_by date,
  status text not null default 'published' check (status in ('draft', 'published')),
  featured_position integer,
  featured_until timestamptz,
  created_by uuid references person on delete set null,
  created_at timestamptz not null default app_now(),
  changed_at timestamptz not null default app_now(),
  published_at timestamptz,
  listed_at timestamptz not null generated always as (coalesce(published_at, created_at)) stored,
  removed_at timestamptz,
  removed_by uuid,
  words text not null generated always as (lower(title || ' ' || summary || ' ' || authors)) stored,
  unique (community_id, id)
);
comment on column resource.source is 'An article''s Markdown; html is its rendering.';
comment on column resource.featured_position is 'Place in the featured strip, 1 to 6; null when not featured.';
comment on column resource.published_at is 'When members could first see it; null while they never could.';
comment on column resource.listed_at is 'Its place in lists, newest first.';
comment on column resource.words is 'What the Toolkit''s filter by words looks through.';
create index resource_latest on resource (community_id, listed_at desc, id desc) where removed_at is null;
create index resource_featured on resource (community_id, featured_position) where featured_position is not null and removed_at is null;
create index resource_words on resource using gin (words gin_trgm_ops) where removed_at is null;
create unique index resource_address on resource (community_id, address) where address is not null and removed_at is null;
create index resource_file on resource (file_id) where file_id is not null;
create index resource_captions on resource (captions_file_id) where captions_file_id is not null;
create index resource_thumbnail on resource (thumbnail_file_id) where thumbnail_file_id is not null;

create view resource_shown as
  select *, status = 'published' and (publish_from is null or publish_from <= app_now())
    and (publish_until is null or publish_until > app_now()) as is_open
  from resource where removed_at is null;
comment on view resource_shown is 'Resources that are not removed; members see those that are open, whoever edits the Toolkit sees all.';

create table resource_topic (
  community_id uuid not null,
  resource_id uuid not null,
  topic_id uuid not null,
  primary key (resource_id, topic_id),
  foreign key (community_id, resource_id) references resource (community_id, id) on delete cascade,
  foreign key (community_id, topic_id) references topic (community_id, id) on delete cascade
);
create index resource_topic_topic on resource_topic (topic_id, resource_id);
