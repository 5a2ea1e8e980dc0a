-- A question to which nobody replied is asked again, once, of a few people who said that one may ask them about such a thing.

create table question_asked (
  community_id uuid not null,
  thread_id uuid not null,
  person_id uuid not null references person on delete cascade,
  at timestamptz not null default app_now(),
  primary key (thread_id, person_id),
  foreign key (community_id, thread_id) references thread (community_id, id) on delete cascade
);
comment on table question_asked is 'Of whom a question was asked again; nobody more than once a fortnight.';
comment on column question_asked.person_id is 'Who was asked. Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
create index question_asked_person on question_asked (person_id, at);

insert into notice_kind (kind) values ('asked_again');
insert into mail_kind (kind) values ('asked_again');
