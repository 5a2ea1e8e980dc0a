-- Notices that come to a device at once, where a person turned that on there (RFC 8030).

create table push_device (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person on delete cascade,
  session_id uuid not null unique references session on delete cascade,
  endpoint text not null unique check (length(endpoint) <= 1000),
  p256dh text not null check (length(p256dh) = 87),
  auth text not null check (length(auth) = 22),
  user_agent text not null default '' check (length(user_agent) <= 300),
  created_at timestamptz not null default app_now(),
  reached_at timestamptz
);
comment on table push_device is 'A browser to which a person has their notices pushed. It goes with its session: who signs out there gets none.';
comment on column push_device.person_id is 'Erasing: delete. Merging: delete.';
comment on column push_device.endpoint is 'The address at the push service of the browser, to which we post.';
comment on column push_device.p256dh is 'The browser''s public key, and in auth its secret: what is pushed is encrypted for it alone (RFC 8291).';
comment on column push_device.user_agent is 'What the browser called itself, so that its person knows it again in the list.';
comment on column push_device.reached_at is 'When the push service last took something for it.';
create index push_device_person on push_device (person_id);

create table notice_push (
  notice_id uuid not null references notice on delete cascade,
  device_id uuid not null references push_device on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'handed_over', 'dropped', 'failed')),
  attempts integer not null default 0,
  held_until timestamptz,
  settled_at timestamptz,
  primary key (notice_id, device_id),
  check ((state = 'waiting') = (settled_at is null))
);
comment on table notice_push is 'A notice on its way to a device: one row for each notice and device, so that it goes there once.';
comment on column notice_push.held_until is 'Until then a worker has it; past it another may try again.';
create index notice_push_device on notice_push (device_id);
