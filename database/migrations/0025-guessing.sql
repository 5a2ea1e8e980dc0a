-- Guesses and mails are counted by who asks, so that a stranger who knows an address can't use up what its owner needs.

delete from sign_in_try;
alter table sign_in_try
  drop constraint sign_in_try_kind_check,
  add constraint sign_in_try_kind_check check (kind in ('mail', 'password', 'code')),
  add column network_hash text,
  add column browser_hash text,
  add check (num_nonnulls(network_hash, browser_hash) = 1);
comment on table sign_in_try is 'Sign-in mails asked for, and wrong passwords and codes, whether or not anybody has the address: for limits that hold in every process. Kept two days.';
comment on column sign_in_try.network_hash is 'The network of a stranger, under the site''s key.';
comment on column sign_in_try.browser_hash is 'A browser that proved itself to be this person''s before, by a sign-in or by its session.';
create index sign_in_try_network on sign_in_try (network_hash, at) where network_hash is not null;

create table sign_in_streak (
  kind text not null check (kind in ('password', 'code')),
  key_hash text not null,
  wrong integer not null default 1 check (wrong > 0),
  last_at timestamptz not null default app_clock(),
  primary key (kind, key_hash)
);
comment on table sign_in_streak is 'Wrong passwords and codes in a row. At a hundred the kind is off, until a mailed link is used.';
comment on column sign_in_streak.key_hash is 'The address, for all strangers together; or one browser that proved itself, which counts for itself.';
comment on column sign_in_streak.last_at is 'The last wrong one. A row is forgotten after as many days of quiet as it has wrong ones.';
