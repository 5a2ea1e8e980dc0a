-- Reports, gathered in cases: one case for each thing that waits for those who moderate.

create table moderation_case (
  id uuid primary key default uuidv7(),
  community_id uuid not null references community on delete cascade,
  entry_id uuid not null references entry on delete cascade,
  post_id uuid references post on delete cascade,
  opened_at timestamptz not null default app_now(),
  kept_at timestamptz,
  kept_by uuid references person on delete set null,
  unique (community_id, id)
);
comment on table moderation_case is 'Something that waits for those who moderate: an entry or a post that was reported, or a post that is held. It is decided where it is kept, or is not there any more.';
comment on column moderation_case.entry_id is 'The entry, or with post_id the one below which the post stood then; it may have been moved since.';
comment on column moderation_case.kept_by is 'Who decided that it stays. Erasing: null. Merging: the winner''s.';
create unique index moderation_case_of_post on moderation_case (post_id) where kept_at is null and post_id is not null;
create unique index moderation_case_of_entry on moderation_case (entry_id) where kept_at is null and post_id is null;
create index moderation_case_community on moderation_case (community_id, opened_at);
create index moderation_case_post on moderation_case (post_id) where post_id is not null;
create index moderation_case_entry on moderation_case (entry_id);

create table report (
  community_id uuid not null,
  case_id uuid not null,
  person_id uuid not null references person on delete cascade,
  reason text not null check (reason in ('unkind', 'spam', 'off_topic', 'private', 'other')),
  words text not null default '' check (length(words) <= 1000),
  reported_at timestamptz not null default app_now(),
  primary key (case_id, person_id),
  foreign key (community_id, case_id) references moderation_case (community_id, id) on delete cascade
);
comment on table report is 'What somebody reported, and why. One for each person and case: reporting again changes its words.';
comment on column report.person_id is 'Who reported it; never told to the author of what was reported. Erasing: delete. Merging: the winner''s.';
create index report_person on report (person_id);
create index report_community on report (community_id, case_id);

create table mute (
  community_id uuid not null references community on delete cascade,
  person_id uuid not null references person on delete cascade,
  until timestamptz not null,
  muted_at timestamptz not null default app_now(),
  muted_by uuid references person on delete set null,
  primary key (community_id, person_id)
);
comment on table mute is 'Who reads a community and does not write in it, until when. It ends by itself.';
comment on column mute.person_id is 'Who is muted. Erasing: delete. Merging: the winner''s, of two the later by until stays.';
comment on column mute.muted_by is 'Erasing: null. Merging: the winner''s.';
create index mute_person on mute (person_id);

create table moderation_answer (
  activity_id uuid primary key references activity on delete cascade,
  community_id uuid not null references community on delete cascade,
  person_id uuid not null references person on delete cascade,
  words text not null check (length(words) between 1 and 2000),
  answered_at timestamptz not null default app_now(),
  seen_at timestamptz,
  seen_by uuid references person on delete set null
);
comment on table moderation_answer is 'What somebody answered once to an act of moderation that was done to them or to what they wrote.';
comment on column moderation_answer.person_id is 'Who answered. Erasing: delete. Merging: the winner''s.';
comment on column moderation_answer.seen_by is 'Who put it aside as read. Erasing: null. Merging: the winner''s.';
create index moderation_answer_community on moderation_answer (community_id, answered_at);
create index moderation_answer_person on moderation_answer (person_id);

-- A muted member keeps the right to read, and the right to answer a Ping, which says nothing to anybody.
create or replace view membership_permission as
  select m.community_id, m.person_id, g.permission
  from membership_shown m join role_permission g on g.role in (
    select r.role from membership_role r where r.community_id = m.community_id and r.person_id = m.person_id
    union all
    select 'member' where not exists (
      select from membership_role r where r.community_id = m.community_id and r.person_id = m.person_id and r.role = 'guest'))
  where g.permission in ('read', 'answer_pings')
    or not exists (select from mute u where u.community_id = m.community_id and u.person_id = m.person_id and u.until > app_now());

-- A post that is held waits for those who moderate.
create function open_case_of_held() returns trigger language plpgsql as $$
begin
  insert into moderation_case (community_id, entry_id, post_id)
  select new.community_id, t.entry_id, new.id from thread t where t.id = new.thread_id
  on conflict do nothing;
  return null;
end $$;
create trigger post_held after update of hidden_because on post for each row
  when (new.hidden_because = 'held' and old.hidden_because is distinct from 'held') execute function open_case_of_held();
create trigger post_held_at_once after insert on post for each row when (new.hidden_because = 'held') execute function open_case_of_held();
comment on function open_case_of_held() is 'Opens a case for a post that is held.';

create view moderation_case_now as
  select k.id, e.community_id, e.id as entry_id, k.post_id, k.opened_at, k.kept_at, k.kept_by,
    case when k.post_id is null then e.author_id else p.author_id end as author_id,
    coalesce(p.hidden_because = 'held' or k.post_id is null and e.hidden_because = 'held', false) as is_held,
    (select count(*) from report r where r.case_id = k.id) as reports,
    case
      when k.kept_at is not null then 'kept'
      when e.removed_at is not null or p.removed_at is not null and p.hidden_at is null then 'removed'
      when coalesce(p.hidden_because, e.hidden_because) = 'moderator' then 'hidden'
      else 'open' end as state,
    coalesce(k.kept_at, p.removed_at, e.removed_at, e.hidden_at) as decided_at
  from moderation_case k left join post p on p.id = k.post_id left join thread t on t.id = p.thread_id
    join entry e on e.id = coalesce(t.entry_id, k.entry_id);
comment on view moderation_case_now is 'Cases with what has become of them: what was hidden or removed is decided, and waits again when that is taken back.';

create view moderation_case_waiting as
  select * from moderation_case_now where state = 'open' and (reports > 0 or is_held);
comment on view moderation_case_waiting is 'Cases that wait for those who moderate.';

insert into mail_kind (kind) values ('moderation_waits');
insert into notice_kind (kind) values ('report_waits'), ('muted'), ('unmuted'), ('moderation_answer'), ('entry_hidden'), ('entry_shown');
insert into role_permission (role, permission) values ('site:admin', 'site_moderation'), ('site:owner', 'site_moderation');
