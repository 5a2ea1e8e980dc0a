-- What tells a person about an activity, and what they chose to hear.

create table notice (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person on delete cascade,
  community_id uuid not null references community on delete cascade,
  activity_id uuid not null references activity on delete cascade,
  kind text not null check (kind in ('reply', 'mention', 'ping', 'invitation', 'consent_asked', 'consent_given')),
  thread_id uuid,
  post_id uuid,
  ping_id uuid,
  at timestamptz not null default app_now(),
  read_at timestamptz,
  mailed_at timestamptz,
  unique (person_id, activity_id)
);
create index notice_person on notice (person_id, at desc, id desc);
create index notice_unread on notice (person_id) where read_at is null;
create index notice_unmailed on notice (person_id, thread_id) where mailed_at is null;
comment on table notice is 'What one person is told of one activity, once.';
comment on column notice.thread_id is 'Where it happened, with post_id; ping_id for what happens to a Ping.';
comment on column notice.read_at is 'When its reader marked it; what was read with its thread is told by notice_shown.';
comment on column notice.mailed_at is 'When it was gathered into a mail, or found to need none.';

-- Questions about one row each, not "exists": those may be answered by reading a whole table once, here every page would.
create view notice_shown as
  select n.id, n.person_id, n.community_id, n.activity_id, n.kind, n.thread_id, n.post_id, n.ping_id, n.at,
    coalesce(n.read_at, r.read_at) as read_at, n.read_at as marked_at, n.mailed_at
  from notice n
  left join thread_read r on r.person_id = n.person_id and r.thread_id = n.thread_id and r.read_at >= n.at
  where (
      select p.site_role is not null or (
        select c.status <> 'draft' or (
          select true from membership_role g
          where g.community_id = c.id and g.person_id = p.id and g.role in ('manager', 'content_editor') limit 1)
        from membership_shown m where m.community_id = c.id and m.person_id = p.id)
      from person p join community c on c.id = n.community_id where p.id = n.person_id and p.removed_at is null)
    and (n.thread_id is null or (select true from thread_shown t where t.id = n.thread_id))
    and (n.post_id is null or (select p.removed_at is null from post p where p.id = n.post_id))
    and (n.ping_id is null or (select true from ping g where g.id = n.ping_id));
comment on view notice_shown is 'Notices of what their reader may still see; read_at counts the reading of the thread too.';
comment on column notice_shown.marked_at is 'read_at as its row has it. What is unread is asked as both being null, so that the index of unread notices serves.';
create index thread_read_at on thread_read (read_at);

create table mail_choice (
  person_id uuid not null references person on delete cascade,
  community_id uuid not null references community on delete cascade,
  kind text not null check (kind in ('ping', 'reply')),
  choice text not null check (choice in ('at_once', 'off')),
  at timestamptz not null default app_now(),
  primary key (person_id, community_id, kind)
);
comment on table mail_choice is 'What mail a person wants of one community; no row means at once.';
