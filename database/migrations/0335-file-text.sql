-- The words in uploaded files, read by a job after each upload, and one after another for the files that were there before.

create table file_text (
  file_id uuid primary key,
  community_id uuid not null,
  state text not null check (state in ('read', 'empty', 'locked', 'too_large', 'unreadable', 'not_read_kind')),
  text text not null,
  is_cut boolean not null,
  read_at timestamptz not null default app_now(),
  foreign key (community_id, file_id) references file (community_id, id) on delete cascade,
  check ((state = 'read') = (text <> ''))
);
comment on table file_text is 'The words in a file of a resource, or why there are none. A file without a row was not read yet. It goes as soon as its file is taken out of use.';
comment on column file_text.state is 'What reading it came to: ''read''; ''empty'', no words in it, as in a scan; ''locked'' by a password; ''too_large'', or it takes too long; ''unreadable'', as it is damaged; ''not_read_kind'', a kind of file that is not read.';
comment on column file_text.text is 'Its words in lines, at most 400,000 characters; empty where they could not be read.';
comment on column file_text.is_cut is 'There is more in the file than this text has: it is very long, or parts of it are damaged.';
