-- A site that was restored from a backup is a copy, until its owner says that it is the site now.

alter table site
  add column restored_from timestamptz,
  add column restored_key text,
  add column went_live_at timestamptz;

comment on column site.restored_from is 'The moment of the backup this site was restored from; null where it never was.';
comment on column site.restored_key is 'The key that came with a backup, from its restoring until the next start has taken it over and made the copy ready; else null.';
comment on column site.went_live_at is 'When its owner said that this restored copy is the site now. A copy sends nothing until then.';
