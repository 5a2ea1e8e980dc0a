-- What somebody had read of two discussions stays read, and nothing else is, once one is merged into the other.

alter table entry_read add column ahead uuid[] not null default '{}';
comment on column entry_read.ahead is 'Posts after read_at that were read before others came between from another discussion; never a person.';
