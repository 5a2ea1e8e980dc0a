-- Rules of conversation: which posts wait until a moderator has looked at them.

create table conversation_rules (
  community_id uuid primary key references community (id) on delete cascade,
  held_posts smallint not null default 0 check (held_posts between 0 and 3),
  held_words text[] not null default '{}' check (cardinality(held_words) <= 500),
  newcomer_links smallint default 3 check (newcomer_links between 0 and 20),
  newcomer_days smallint not null default 7 check (newcomer_days between 1 and 30),
  newcomer_posts smallint not null default 3 check (newcomer_posts between 0 and 20)
);
comment on table conversation_rules is 'What the leaders of a community chose; without a row the defaults hold.';
comment on column conversation_rules.held_posts is 'So many first posts of a new member wait for a moderator; 0: none.';
comment on column conversation_rules.held_words is 'Words that hold a post back, as they were typed; one that ends in * holds back all that begin so.';
comment on column conversation_rules.newcomer_links is 'So many links may a new member post in 24 hours before their posts with links wait; null: any number.';
comment on column conversation_rules.newcomer_days is 'So many days a member counts as new, where links are counted.';
comment on column conversation_rules.newcomer_posts is 'Who has posted less often than this counts as new too.';

create table held_post (
  community_id uuid not null,
  post_id uuid primary key,
  because text not null check (because in ('first', 'word', 'links')),
  word text,
  source text check (length(source) <= 65536),
  held_at timestamptz not null default app_now(),
  foreign key (community_id, post_id) references post (community_id, id) on delete cascade
);
comment on table held_post is 'Posts that wait for a moderator, and edits of shown posts that do.';
comment on column held_post.because is 'first: one of the first posts of a new member. word: a word of the list. links: more links than a new member may post.';
comment on column held_post.word is 'Which word of the list; shown to moderators, not to the author.';
comment on column held_post.source is 'What the post is to say, where it is an edit that waits; null where the post itself waits.';
create index held_post_community on held_post (community_id, held_at);
