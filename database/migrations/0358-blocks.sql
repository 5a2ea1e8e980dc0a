-- A person blocks another: what that one writes to them, or says to them, does not reach them any more.

create table person_block (
  blocker_id uuid not null references person (id) on delete cascade,
  blocked_id uuid not null references person (id) on delete cascade,
  blocked_at timestamptz not null default app_now(),
  primary key (blocker_id, blocked_id)
);
comment on table person_block is 'Whose mentions, answers and messages reach somebody no more, as that person chose. The blocked one is told nothing.';
comment on column person_block.blocker_id is 'Who blocked. Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column person_block.blocked_id is 'Whom they blocked. Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
create index person_block_blocked on person_block (blocked_id);
