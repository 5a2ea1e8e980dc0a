-- The people of a cohort are told that it has ended.

insert into notice_kind (kind) values ('cohort_ended');
