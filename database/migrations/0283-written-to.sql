-- A member writes to the featured people of a container: a discussion for exactly these people.
insert into notice_kind (kind) values ('thread_named');
