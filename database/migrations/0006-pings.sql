-- Pings: one question, one choice, mailed at once to every member.

create table ping (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  question text not null check (length(btrim(question)) between 1 and 300),
  state text not null default 'draft' check (state in ('draft', 'scheduled', 'open', 'closed', 'withdrawn')),
  hours integer not null default 48 check (hours between 1 and 168),
  language text not null default 'en',
  created_by uuid references person on delete set null,
  created_at timestamptz not null default app_now(),
  voice_id uuid references person on delete set null,
  sent_at timestamptz,
  sent_by uuid references person on delete set null,
  closes_at timestamptz,
  closed_at timestamptz,
  withdrawn_at timestamptz,
  successor_id uuid references ping on delete set null,
  threshold smallint not null default 5 check (threshold >= 3),
  could_answer integer,
  answered integer,
  forgotten_at timestamptz,
  unique (community_id, id),
  check (state not in ('open', 'closed') or (sent_at is not null and closes_at is not null)),
  check ((state = 'closed') = (closed_at is not null) or state = 'withdrawn')
);
comment on column ping.hours is 'How long it is open from sending; where a draft has closes_at, that hour was picked instead.';
comment on column ping.voice_id is 'The featured person in whose name it is asked; null when the sender asks as themselves.';
comment on column ping.threshold is 'Votes from which anybody sees bars; fixed when sent.';
comment on column ping.could_answer is 'Members as it was sent; from the closing on, all who could have answered.';
comment on column ping.answered is 'People who answered, kept when the votes are forgotten; null before.';
comment on column ping.forgotten_at is 'When the link between person and choice was destroyed; within 24 hours of closing.';
create index ping_community on ping (community_id, sent_at desc, id desc);
create index ping_closing on ping (closes_at) where state = 'open';

create table ping_option (
  id uuid primary key default uuidv7(),
  community_id uuid not null,
  ping_id uuid not null,
  position smallint not null check (position between 1 and 9),
  label text not null check (length(btrim(label)) between 1 and 200),
  final_votes integer,
  unique (ping_id, id),
  unique (ping_id, position),
  foreign key (community_id, ping_id) references ping (community_id, id) on delete cascade
);
comment on column ping_option.final_votes is 'The count kept when the votes are forgotten; null before, and for ever where they were fewer than the threshold.';

create table ballot (
  id uuid primary key default uuidv7(),
  community_id uuid not null,
  ping_id uuid not null,
  person_id uuid not null references person on delete cascade,
  mail_version integer not null,
  marked_at timestamptz,
  unique (ping_id, person_id),
  foreign key (community_id, ping_id) references ping (community_id, id) on delete cascade
);
comment on table ballot is 'The right of one member to answer one Ping from the mail.';
comment on column ballot.mail_version is 'The person''s mail_version when it was sent; the ballot stops when they differ.';
comment on column ballot.marked_at is 'When a machine was seen to open its links; the one-click exception never applies from then on.';
create index ballot_person on ballot (person_id);

create table vote (
  community_id uuid not null,
  ping_id uuid not null,
  person_id uuid not null references person on delete cascade,
  option_id uuid not null,
  first_option_id uuid not null,
  before_option_id uuid,
  voted_at timestamptz not null default app_clock(),
  primary key (ping_id, person_id),
  foreign key (community_id, ping_id) references ping (community_id, id) on delete cascade,
  foreign key (ping_id, option_id) references ping_option (ping_id, id),
  foreign key (ping_id, first_option_id) references ping_option (ping_id, id),
  foreign key (ping_id, before_option_id) references ping_option (ping_id, id)
);
comment on table vote is 'One member''s choice in one Ping; forgotten within 24 hours of closing. person_id survives there only as a count.';
comment on column vote.first_option_id is 'Their first choice: with the last one it makes the flow between answers.';
comment on column vote.before_option_id is 'The choice this one took the place of: what undo, or a machine found out later, goes back to. Null for a first vote.';

create table unconfirmed_vote (
  ballot_id uuid primary key references ballot on delete cascade,
  ping_id uuid not null references ping on delete cascade,
  option_id uuid not null,
  cast_at timestamptz not null default app_now(),
  foreign key (ping_id, option_id) references ping_option (ping_id, id) on delete cascade
);
comment on table unconfirmed_vote is 'A vote from a mail whose links a machine opened too: it counts only when a person confirms it.';
create index unconfirmed_vote_ping on unconfirmed_vote (ping_id);

create table ping_flow (
  ping_id uuid not null references ping on delete cascade,
  from_option_id uuid not null,
  to_option_id uuid not null,
  people integer not null check (people > 0),
  primary key (ping_id, from_option_id, to_option_id),
  foreign key (ping_id, from_option_id) references ping_option (ping_id, id),
  foreign key (ping_id, to_option_id) references ping_option (ping_id, id)
);
comment on table ping_flow is 'How many people moved from their first choice to their last, kept when the votes are forgotten.';

create table ping_change (
  id uuid primary key default uuidv7(),
  community_id uuid not null,
  ping_id uuid not null,
  kind text not null check (kind in ('closed_early', 'extended', 'withdrawn')),
  by_id uuid references person on delete set null,
  why text not null check (length(btrim(why)) between 1 and 500),
  closes_at_before timestamptz,
  closes_at_after timestamptz,
  at timestamptz not null default app_now(),
  foreign key (community_id, ping_id) references ping (community_id, id) on delete cascade
);

create table voice_consent (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  person_id uuid not null references person on delete cascade,
  ping_id uuid references ping on delete cascade,
  asked_by uuid references person on delete set null,
  asked_at timestamptz not null default app_now(),
  reach text check (reach in ('this_one', 'until_withdrawn')),
  given_at timestamptz,
  withdrawn_at timestamptz,
  unique nulls not distinct (community_id, person_id, ping_id, asked_by)
);
comment on table voice_consent is 'A featured person''s yes to Pings in their name: to one Ping, or to those of the one who asked until they say no.';
