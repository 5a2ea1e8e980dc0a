-- Owners say how long things are kept. What has no row here is kept for good.

create table retention (
  kind text primary key,
  months smallint not null check (months between 1 and 240)
);
comment on table retention is 'How long things of a kind are kept, where an owner has set a time. A job deletes what is older, every night.';
comment on column retention.kind is 'What is kept, by the name that its room declares, such as audit.';
comment on column retention.months is 'Whole months, of the calendar in UTC: on any day of December, 12 keeps what came since the first of December of the year before.';
