-- People who run the site look after its accounts; a closed account can be opened again.

insert into role_permission (role, permission) values ('site:admin', 'manage_people'), ('site:owner', 'manage_people');

comment on column person.removed_at is 'When the account was deactivated: since then nobody signs in with it, it gets no mail, and stands in no list of members. Null while it is active.';
