-- A locked discussion says who locked it, as what, and why.

alter table thread add column locked_as text check (locked_as in ('leader', 'moderator', 'site'));
alter table thread add column locked_why text check (length(locked_why) between 1 and 300);
comment on column thread.locked_as is 'As what somebody locked it: they lead the community, moderate it, or look after the site.';
comment on column thread.locked_why is 'The reason that all who read it see; null where it was locked before reasons were asked for.';
