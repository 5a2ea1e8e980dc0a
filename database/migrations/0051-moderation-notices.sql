-- What a moderator did to one's own words is told.
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in (
  'reply', 'mention', 'ping', 'invitation', 'consent_asked', 'consent_given', 'consent_refused', 'removed', 'returned', 'locked', 'renamed'));
