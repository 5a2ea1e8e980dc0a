-- An answer by mail that nobody vouched for waits for the person in whose name it came; and a sent mail tells whether it still reads as it was sent.

create table unconfirmed_answer (
  incoming_id uuid primary key references incoming_mail on delete cascade,
  person_id uuid not null references person on delete cascade,
  says text not null,
  subject text not null,
  from_address text,
  created_at timestamptz not null default app_now()
);
create index unconfirmed_answer_person on unconfirmed_answer (person_id, created_at);
comment on table unconfirmed_answer is 'An answer by mail that nobody vouched for. It is posted only when the person in whose name it came says that they wrote it.';
comment on column unconfirmed_answer.person_id is 'Whose name it came in. Erasing: delete. Merging: the winner''s.';
comment on column unconfirmed_answer.says is 'What would be posted, as Markdown.';
comment on column unconfirmed_answer.from_address is 'Whom its mail names as its author; null where that was not one address.';

alter table incoming_mail
  drop constraint incoming_mail_check,
  add constraint incoming_mail_raw check ((outcome is null or outcome = 'unconfirmed') = (raw is not null));

alter table mail add column words_digest text;
comment on column mail.words_digest is 'A digest of its words as they were handed over: where they are made again and differ, what an answer quotes is not told by them. Null for older mails.';
