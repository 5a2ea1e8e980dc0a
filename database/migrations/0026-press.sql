-- A mailed link may undo what it did, and nothing else: so each press of a ballot's button has a mark.

alter table vote add column press text;
comment on column vote.press is 'The press of a ballot''s button that cast it, so that one sent again after a lost answer is the same one; null where it was cast on the site.';
