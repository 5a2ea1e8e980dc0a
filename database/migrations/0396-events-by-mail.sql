-- Events by mail: kinds that one may turn off by themselves, and which dates were reminded of.

insert into mail_kind (kind) values ('event'), ('event_day'), ('event_hour');

alter table event_time
  add column day_reminded_at timestamptz,
  add column hour_reminded_at timestamptz;
comment on column event_time.day_reminded_at is 'When those who come were reminded a day before; null where they were not yet. A date that is moved is reminded of anew.';
comment on column event_time.hour_reminded_at is 'Likewise an hour before.';
