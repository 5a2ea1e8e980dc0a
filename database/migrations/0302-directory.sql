-- People of a community find each other: by the languages they speak, and by what one can ask about and another wants to learn.

alter table person add column languages text[] not null default '{}' check (cardinality(languages) <= 12);
comment on column person.languages is 'The languages they speak, as two-letter codes (ISO 639-1).';

create function topics_in(words text) returns text[] language sql immutable parallel safe strict
  return (
    select coalesce(array_agg(distinct left(w, 6)), '{}')
    from regexp_split_to_table(folded(words), '[^[:alnum:]]+') as w
    where length(w) >= case when w ~ '^[a-z0-9]+$' then 4 else 2 end and w <> all ('{about,also,better,doing,from,good,have,into,make,making,more,other,others,people,that,their,them,they,thing,things,this,well,what,when,with,work,working,your,aber,auch,besser,dinge,eine,einem,einen,einer,eines,gute,guten,guter,leute,machen,mehr,meine,nicht,oder,uber,wenn,wird}'::text[])
  );
comment on function topics_in(text) is 'What a few words are about: each word of four letters or more by its first six, so that "facilitation" and "facilitating" are one; words that are in every sentence are left out.';

alter table person
  add column asks text[] not null generated always as (topics_in(ask_me_about)) stored,
  add column learns text[] not null generated always as (topics_in(want_to_learn)) stored;
comment on column person.asks is 'What one may ask them about, to be compared with what others want to learn.';
comment on column person.learns is 'What they want to learn, to be compared likewise.';
