-- A post that a moderator highlights, with a word why.

alter table post
  add column highlighted_at timestamptz,
  add column highlighted_by uuid references person (id) on delete set null,
  add column highlighted_why text check (length(highlighted_why) between 1 and 300),
  add check ((highlighted_at is null) = (highlighted_why is null));
comment on column post.highlighted_at is 'When a moderator highlighted it; null where nobody did.';
comment on column post.highlighted_by is 'Who highlighted it. Erasing: null. Merging: the winner''s.';
comment on column post.highlighted_why is 'The reason that all who read it see.';
create index post_highlighted on post (thread_id, highlighted_at) where highlighted_at is not null and removed_at is null;

insert into notice_kind (kind) values ('highlighted');
