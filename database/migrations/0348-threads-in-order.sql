-- What moderators do with the posts of whole discussions: merge, split off, move to another community; each can be undone.

create table thread_act (
  id uuid primary key default uuidv7(),
  community_id uuid not null,
  kind text not null check (kind in ('merge', 'split', 'move')),
  from_id uuid not null,
  to_community_id uuid not null,
  to_id uuid not null,
  by_id uuid references person (id) on delete set null,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid references person (id) on delete set null,
  posts int not null,
  place_at timestamptz not null,
  answer_post_id uuid,
  activity_id uuid,
  foreign key (community_id, from_id) references thread (community_id, id) on delete cascade,
  foreign key (to_community_id, to_id) references thread (community_id, id) on delete cascade
);
create index thread_act_from on thread_act (community_id, from_id);
create index thread_act_to on thread_act (to_community_id, to_id);
comment on table thread_act is 'Posts of one thread that a moderator brought into another one. The addresses of before lead on by it, and undoing reads it.';
comment on column thread_act.kind is 'merge: all of them, into a thread there was. split: some of them, into a new thread. move: copies of all of them, into a new thread of another community; the posts of before stay behind with their thread, which is removed.';
comment on column thread_act.from_id is 'The thread they were in.';
comment on column thread_act.to_id is 'The thread they went into.';
comment on column thread_act.by_id is 'Erasing: null. Merging: the winner''s.';
comment on column thread_act.at is 'The version that both threads took by it.';
comment on column thread_act.undone_at is 'The version that both threads took as it was undone; null while it holds.';
comment on column thread_act.undone_by is 'Erasing: null. Merging: the winner''s.';
comment on column thread_act.posts is 'How many posts went that were not removed.';
comment on column thread_act.place_at is 'When the first-level post was written where the first of them stood.';
comment on column thread_act.answer_post_id is 'The marked answer of the thread they were in, where it went with them.';
comment on column thread_act.activity_id is 'The activity that records it.';

create table thread_act_post (
  act_id uuid not null references thread_act (id) on delete cascade,
  community_id uuid not null,
  post_id uuid not null,
  copy_id uuid,
  parent_id uuid,
  root_id uuid,
  is_opening boolean not null,
  primary key (act_id, post_id),
  foreign key (community_id, post_id) references post (community_id, id) on delete cascade
);
create index thread_act_post_of on thread_act_post (community_id, post_id);
create index thread_act_post_copy on thread_act_post (copy_id) where copy_id is not null;
comment on table thread_act_post is 'The posts of such an act, with their place before it.';
comment on column thread_act_post.copy_id is 'The post it became in another community; null where it went itself; never a person.';
comment on column thread_act_post.parent_id is 'As post.parent_id was before; never a person.';
comment on column thread_act_post.root_id is 'As post.root_id was before; never a person.';
comment on column thread_act_post.is_opening is 'As post.is_opening was before.';

insert into notice_kind (kind) values ('thread_merged'), ('posts_split'), ('thread_moved'), ('thread_moved_away'), ('thread_put_back');
