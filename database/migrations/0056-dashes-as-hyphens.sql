-- Whoever types a hyphen finds every dash: "co-op" is also written with one that does not break, and "2020-24" with a longer one.
-- server/platform/words.ts does the same to what is typed.

create or replace function folded(words text) returns text language sql immutable strict parallel safe
  return normalize(regexp_replace(
    replace(replace(replace(replace(
      translate(lower(normalize(words, NFKD) collate pg_c_utf8), E'øłđðħŧıςŋ\u2010\u2012\u2013\u2014\u2015\u2212\u058a\u05be', 'olddhtiσn--------'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    -- Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic; apostrophes; letters that are not shown.
    '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f''`´ʹʻʼʾʿˈ‘’‛′\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]',
    '', 'g'), NFC);

comment on function folded(text) is 'Words as they are looked for: without case, accents, apostrophes and letters that are not shown; ß as ss, ø as o, dashes as hyphens.';

-- What was folded before is folded anew, and the index over it with it.
alter table resource alter column words set expression as (folded(title || ' ' || summary || ' ' || authors));
alter table person alter column words set expression as
  (folded(name || ' ' || handle || ' ' || title || ' ' || location || ' ' || ask_me_about || ' ' || want_to_learn));
