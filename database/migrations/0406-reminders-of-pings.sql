-- Those who have not answered a Ping are reminded once, where its writer wants it.

alter table ping
  add column reminds boolean not null default false,
  add column reminds_at timestamptz,
  add column reminded_at timestamptz;
create index ping_reminding on ping (reminds_at) where reminds_at is not null;
comment on column ping.reminds is 'Does its writer want those reminded who have not answered?';
comment on column ping.reminds_at is 'While it is open: when they are; null where nobody is, or they were already.';
comment on column ping.reminded_at is 'When they were.';

insert into mail_kind (kind) values ('ping_reminder');
