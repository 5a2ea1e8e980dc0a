-- By which way something was done.

alter table activity
  add column via text check (via in ('page', 'api', 'mail', 'command', 'job'));
comment on column activity.via is 'A page, the API, a link in a mail, a command, or the program by itself; null for what was done before this was kept.';
