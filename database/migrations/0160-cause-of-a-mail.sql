-- A mail is sent once for what caused it: a second reminder, or "send again", is another occasion about the same thing.
alter table mail add column cause_id uuid;
alter table mail
  drop constraint mail_kind_about_id_person_id_address_key,
  add constraint mail_once unique nulls not distinct (kind, about_id, cause_id, person_id, address);
comment on column mail.about_id is 'What it is about, such as the Ping. Erasing: keep. Merging: keep.';
comment on column mail.cause_id is
  'The activity or occasion that caused it, never a person: with kind, thing and recipient it makes the message one. Null where the thing itself is the cause, so once.';
