-- Mails that are read from a mailbox, for sites to which no mail comes by SMTP.

create table read_mailbox (
  address text primary key check (length(address) <= 400),
  uid_validity bigint,
  last_uid bigint not null default 0,
  connected_at timestamptz,
  problem text,
  problem_at timestamptz
);
comment on table read_mailbox is 'How far the mailbox of IMAP_URL was read. A row for each, by its address without user and password.';
comment on column read_mailbox.last_uid is 'The highest UID that was read, under uid_validity; with another validity the mailbox is read anew, and what is known by its Message-ID is passed over.';
comment on column read_mailbox.connected_at is 'When it was opened last.';
comment on column read_mailbox.problem is 'Why it could not be read the last time; null since it can.';

alter table incoming_mail add column is_cut boolean not null default false;
comment on column incoming_mail.is_cut is 'Is only its beginning here, as it was too large?';
