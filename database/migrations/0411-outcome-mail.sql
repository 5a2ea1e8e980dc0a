-- What followed from a Ping goes by mail to those who choose it.
insert into mail_kind (kind) values ('ping_outcome');
