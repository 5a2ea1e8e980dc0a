-- Members propose events; those who may plan them plan one from it, or say why not.

insert into role_permission (role, permission)
select role, 'propose_event' from unnest(array['member', 'event_host', 'moderator', 'content_editor', 'manager', 'site:admin', 'site:owner']) role;
insert into notice_kind (kind) values ('event_proposed'), ('event_proposal_accepted'), ('event_proposal_declined');
insert into mail_kind (kind) values ('event_proposal');

create table event_proposal (
  id uuid primary key,
  community_id uuid not null references community (id) on delete cascade,
  proposed_by uuid not null references person (id) on delete cascade,
  proposed_at timestamptz not null default app_now(),
  title text not null check (length(title) between 1 and 200),
  description text not null default '' check (length(description) <= 10000),
  zone text not null,
  first_at text not null check (first_at ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  minutes integer not null check (minutes between 1 and 20160),
  place text not null default '' check (length(place) <= 300),
  call_address text not null default '' check (length(call_address) <= 500),
  would_host boolean not null,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'declined', 'withdrawn')),
  answered_by uuid references person (id) on delete set null,
  why text not null default '' check (length(why) <= 500),
  event_id uuid,
  foreign key (community_id, event_id) references event (community_id, id) on delete set null (event_id)
);
comment on table event_proposal is 'An event that a member proposes. Only they, and those who may plan events, read it.';
comment on column event_proposal.proposed_by is 'Erasing: delete. Merging: the winner''s.';
comment on column event_proposal.zone is 'Whose clock its hour is on.';
comment on column event_proposal.first_at is 'When it would begin on that clock, as it was typed.';
comment on column event_proposal.minutes is 'How long it would take.';
comment on column event_proposal.would_host is 'Its member would hold it, and becomes a host where it is accepted.';
comment on column event_proposal.answered_by is 'Who accepted or declined it. Erasing: null. Merging: the winner''s.';
comment on column event_proposal.why is 'Why it was declined.';
comment on column event_proposal.event_id is 'The event that was planned from it.';
create index event_proposal_waiting on event_proposal (community_id, proposed_at) where state = 'waiting';
create index event_proposal_person on event_proposal (proposed_by);
create index event_proposal_event on event_proposal (event_id) where event_id is not null;
