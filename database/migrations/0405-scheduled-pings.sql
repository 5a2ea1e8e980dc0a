-- A Ping goes out by itself at an hour that its writer chose.

alter table ping
  add column sends_at timestamptz,
  add column not_sent text check (length(not_sent) between 1 and 40);
update ping set sends_at = app_now() where state = 'scheduled';
alter table ping add constraint ping_scheduled check ((state = 'scheduled') = (sends_at is not null));
create index ping_sending on ping (sends_at) where state = 'scheduled';
comment on column ping.sends_at is 'Of a scheduled one: when it goes out.';
comment on column ping.not_sent is 'Why a draft could not be sent at the hour it was scheduled for, as the code of a refusal; null otherwise.';

create or replace view ping_entry as
  select p.id, e.community_id, e.title as question, p.state, p.hours, e.language, e.author_id as created_by, e.created_at,
    p.voice_id, p.sent_at, p.sent_by, p.closes_at, p.closed_at, p.withdrawn_at, p.successor_id, p.threshold, p.could_answer,
    p.answered, p.forgotten_at, e.audience_id, p.sends_at
  from ping p join entry e on e.id = p.id and e.community_id = p.community_id
  where e.removed_at is null and e.hidden_at is null;

insert into notice_kind (kind, of_draft) values ('ping_not_sent', true);
