alter table community add column longest_ping smallint not null default 72 check (longest_ping in (72, 168));
comment on column community.longest_ping is 'Hours a Ping may be open here where its sender picks the hour: three days, or seven.';
