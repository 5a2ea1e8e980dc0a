-- Pictures that come with an answer by mail wait with it; other files are named, and not taken.

alter table unconfirmed_answer
  add column pictures uuid[] not null default '{}',
  add column left_files text[] not null default '{}';
comment on column unconfirmed_answer.pictures is 'The files of its pictures, which its text shows; never a person. They go with it where it is not posted.';
comment on column unconfirmed_answer.left_files is 'The names of files that came with it and are not posted.';
