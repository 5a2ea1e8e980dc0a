-- How people join a community by themselves: by an invitation link, by asking, or at once where it is open.

alter table community
  add column joining text not null default 'closed' check (joining in ('closed', 'request', 'open')),
  add column joining_question text not null default '' check (length(joining_question) <= 300);
comment on column community.joining is 'How somebody who may see it joins by themselves: not at all, by a request that its leaders answer, or at once. Invitation links work beside it.';
comment on column community.joining_question is 'What leaders ask whoever requests to join; empty where they ask nothing.';
comment on table membership_source is 'Why somebody is a member. A membership lasts while any source holds. Who joins an open community has the source ''request'', as they came at their own wish.';

create table join_link (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  role text references role on delete cascade check (role <> 'member' and role not like 'site:%'),
  ends_at timestamptz not null,
  most_uses integer not null check (most_uses between 1 and 10000),
  made_by uuid references person on delete set null,
  made_at timestamptz not null default app_now(),
  revoked_at timestamptz
);
create index join_link_community on join_link (community_id, made_at desc);
comment on table join_link is 'A link by which whoever holds it joins a community. Its secret is derived from its id, and not stored.';
comment on column join_link.role is 'What somebody becomes who joins by it; null for a plain member.';
comment on column join_link.made_by is 'Erasing: null. Merging: the winner''s.';

create table join_link_use (
  id uuid primary key default uuidv7(),
  link_id uuid not null references join_link on delete cascade,
  person_id uuid references person on delete set null,
  used_at timestamptz not null default app_now()
);
create index join_link_use_link on join_link_use (link_id);
comment on table join_link_use is 'Somebody joined by a link. Opening it is no use of it.';
comment on column join_link_use.person_id is 'Erasing: null. Merging: the winner''s.';

create table join_request (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  person_id uuid not null references person on delete cascade,
  question text not null default '',
  answer text not null default '' check (length(answer) <= 2000),
  asked_at timestamptz not null default app_now(),
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'declined', 'withdrawn')),
  settled_at timestamptz,
  settled_by uuid references person on delete set null,
  reason text not null default '' check (length(reason) <= 600)
);
create unique index join_request_waiting_once on join_request (community_id, person_id) where state = 'waiting';
create index join_request_person on join_request (person_id, community_id, asked_at desc);
comment on table join_request is 'Somebody asks to join a community, and what became of it.';
comment on column join_request.person_id is 'Erasing: delete. Merging: the winner''s; of two that wait the winner''s own stays.';
comment on column join_request.question is 'The question as it stood when they answered it.';
comment on column join_request.settled_by is 'Who approved or declined it, or withdrew it. Erasing: null. Merging: the winner''s.';
comment on column join_request.reason is 'What the person was told when it was declined.';

create view join_request_waiting as
  select r.id, r.community_id, r.person_id, r.question, r.answer, r.asked_at
  from join_request r join person p on p.id = r.person_id and p.removed_at is null
  where r.state = 'waiting' and not exists (
    select from membership m
    where m.community_id = r.community_id and m.person_id = r.person_id and m.joined_at >= r.asked_at);
comment on view join_request_waiting is 'Requests that wait for an answer. Whoever became a member since, in whichever way, waits no more.';

create view community_seeker as
  select c.id as community_id, p.id as person_id
  from community c cross join person p
  where p.removed_at is null and (
    not c.is_hidden and c.status = 'archived'
    or (select true from community_knower k where k.community_id = c.id and k.person_id = p.id));
comment on view community_seeker is 'Who may learn how a community is joined: who may know of it, and of an archived one who could, as it takes nobody in any more.';

insert into notice_kind (kind) values ('join_request'), ('join_approved');
insert into mail_kind (kind) values ('join_request');
