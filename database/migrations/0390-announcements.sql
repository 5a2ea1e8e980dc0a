-- Announcements: news from the leaders. Title, author, readers and dates stand in `entry`, the text in `body`.

insert into entry_kind (kind) values ('announcement');
insert into notice_kind (kind) values ('announcement'), ('announcement_again'), ('announcement_reminder'), ('announcement_stuck');
insert into mail_kind (kind) values ('announcement');

create table announcement (
  id uuid primary key,
  community_id uuid not null references community on delete cascade,
  entry_kind text not null default 'announcement' check (entry_kind = 'announcement'),
  state text not null default 'draft' check (state in ('draft', 'scheduled', 'published', 'withdrawn')),
  voice_id uuid references person on delete set null,
  has_discussion boolean not null default true,
  asks_confirmation boolean not null default false,
  publish_at timestamptz,
  published_at timestamptz,
  published_by uuid references person on delete set null,
  changed_at timestamptz,
  pinned_until timestamptz,
  reminded_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person on delete set null,
  unique (community_id, id),
  foreign key (community_id, id, entry_kind) references entry (community_id, id, kind) on delete cascade,
  check ((state = 'scheduled') = (publish_at is not null)),
  check ((state in ('published', 'withdrawn')) = (published_at is not null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
comment on table announcement is 'News from the leaders of a community, mailed as it is published.';
comment on column announcement.voice_id is 'In whose name it is; null where it is in its sender''s own. Erasing: null. Merging: the winner''s.';
comment on column announcement.asks_confirmation is 'Its readers are asked to confirm that they have read it.';
comment on column announcement.publish_at is 'When a scheduled one is published by itself.';
comment on column announcement.published_by is 'Who published or scheduled it. Erasing: null. Merging: the winner''s.';
comment on column announcement.changed_at is 'When its title or text was last changed after it was published.';
comment on column announcement.pinned_until is 'Until when it stands above the others.';
comment on column announcement.reminded_at is 'When those who had not confirmed were reminded, which is done once.';
comment on column announcement.withdrawn_by is 'Who withdrew it. Erasing: null. Merging: the winner''s.';
create index announcement_published on announcement (community_id, published_at desc, id desc) where state = 'published';
create index announcement_scheduled on announcement (publish_at) where state = 'scheduled';

create table announcement_confirmation (
  community_id uuid not null,
  announcement_id uuid not null,
  person_id uuid not null references person on delete cascade,
  confirmed_at timestamptz not null default app_now(),
  by_mail boolean not null,
  primary key (announcement_id, person_id),
  foreign key (community_id, announcement_id) references announcement (community_id, id) on delete cascade
);
comment on table announcement_confirmation is 'Who confirmed that they have read an announcement.';
comment on column announcement_confirmation.person_id is 'Who confirmed. Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column announcement_confirmation.by_mail is 'By the button that the mail leads to.';
create index announcement_confirmation_person on announcement_confirmation (person_id);

insert into role_permission (role, permission) select role, 'announce' from role_permission where permission = 'send_ping' and role in (
  'content_editor', 'manager', 'site:admin', 'site:owner') on conflict do nothing;
