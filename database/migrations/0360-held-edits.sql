-- The author of an edit that waited is told what was decided.

insert into notice_kind (kind) values ('edit_shown'), ('edit_refused');
