-- A no of the mail server that spoke of this site (its sender, its records, a list it stands on) was taken for one about the address,
-- and cut people off. Whoever was marked is reached again; from now on only what is about the address marks, and it is known which mail it was.

alter table person
  add column bounced_mail uuid references mail (id) on delete set null,
  add column believed_at timestamptz;
comment on column person.bounced_at is 'Since then no mail that goes to many: their mail server said that nobody has this address. Null as soon as it takes one.';
comment on column person.bounced_mail is 'The mail that was refused; its last_error has the server''s words.';
comment on column person.believed_at is 'When somebody said that the address is right: mails refused before count no more.';

update person set bounced_at = null where bounced_at is not null;
create index person_bounced on person (id) where bounced_at is not null;
