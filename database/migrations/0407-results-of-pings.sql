-- The result of a Ping goes by mail to its sender and to who answered; its leaders say what followed; turnout is counted with who could not be mailed.

insert into mail_kind (kind) values ('ping_result');

create table ping_outcome (
  ping_id uuid primary key,
  community_id uuid not null,
  text text not null check (length(btrim(text)) between 1 and 2000),
  by_id uuid references person (id) on delete set null,
  at timestamptz not null default app_now(),
  foreign key (community_id, ping_id) references ping (community_id, id) on delete cascade
);
comment on table ping_outcome is 'What followed from a Ping, as its leaders say it.';
comment on column ping_outcome.by_id is 'Who wrote it last. Erasing: null. Merging: the winner''s.';

alter table ping add column bounced integer, add column opted_out integer;
comment on column ping.bounced is 'Of those who could have answered, how many no mail reached as it closed; null before, and of Pings older than the column.';
comment on column ping.opted_out is 'Of those who could have answered, how many had turned its mail off as it closed, without those whom no mail reached.';
