-- Mail in a person's rhythm: at once, in a digest by day or by week, or not at all, and a time without any.

alter table mail_choice
  drop constraint mail_choice_choice_check,
  add constraint mail_choice_choice_check check (choice in ('at_once', 'daily', 'weekly', 'off')),
  add column choice_before text check (choice_before in ('at_once', 'daily', 'weekly')),
  add check (choice_before is null or choice = 'off');
comment on column mail_choice.choice_before is 'Of one that is off: what held before, so that turning it off can be undone.';

alter table mail
  drop constraint mail_state_check,
  add constraint mail_state_check check (state in ('waiting', 'held', 'in_digest', 'handed_over', 'kept', 'failed', 'dropped'));
comment on column mail.state is 'A held one waits for its reader''s digest, and is not sent by itself; in_digest it was taken into one.';
create index mail_held on mail (person_id) where state = 'held';

create table mail_rhythm (
  person_id uuid primary key references person on delete cascade,
  digest_hour integer not null default 7 check (digest_hour between 0 and 23),
  digest_weekday integer not null default 1 check (digest_weekday between 1 and 7),
  quiet_until date
);
comment on table mail_rhythm is 'When a person''s digest comes, and until when they want no mail; no row means seven o''clock, and on Mondays.';
comment on column mail_rhythm.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column mail_rhythm.digest_hour is 'The hour on their own clock.';
comment on column mail_rhythm.digest_weekday is 'From 1, Monday, on: the day on which what they want weekly joins the digest.';
comment on column mail_rhythm.quiet_until is 'The first day on which mail comes again, by their own clock.';

create table digest (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person on delete cascade,
  on_date date not null,
  made_at timestamptz not null default app_now(),
  unique (person_id, on_date)
);
comment on table digest is 'A person''s digest of a day. One row for a person and date, so neither a change of the clock nor of their zone brings two.';
comment on column digest.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column digest.on_date is 'The date where they are.';

insert into mail_kind (kind) values ('digest');

-- Where a person's clock stands: their own zone, or that of the community in which they were last, or the site's.
create view person_clock as
select p.id as person_id, r.quiet_until, z.zone, (app_now() at time zone z.zone)::date as today,
  coalesce(r.digest_hour, 7) as digest_hour, coalesce(r.digest_weekday, 1) as digest_weekday,
  coalesce((app_now() at time zone z.zone)::date < r.quiet_until, false) as is_quiet
from person p
left join mail_rhythm r on r.person_id = p.id
cross join site
cross join lateral (
  select coalesce(p.time_zone, (
    select c.time_zone from membership_shown m join community_shown c on c.id = m.community_id
    where m.person_id = p.id order by m.visited_at desc nulls last, c.name collate "und-x-icu" limit 1), site.time_zone) as zone) z;
comment on view person_clock is 'The hour where a person is, and when their digest comes.';

-- When somebody's next digest comes. An hour that is left out on a day means the one after it; of one that comes twice, the later is
-- answered here, which is never too early.
create function next_digest(person uuid, rhythm text) returns timestamptz language sql stable as $$
  select min(at) from person_clock k
  cross join generate_series(0, 14) as ahead
  cross join lateral (select k.today + ahead as on_date) d
  cross join lateral (select (d.on_date + make_time(k.digest_hour, 0, 0)) at time zone k.zone as at) h
  where k.person_id = person and h.at > app_now()
    and (rhythm = 'daily' or extract(isodow from d.on_date) = k.digest_weekday)
    and not exists (select from digest x where x.person_id = person and x.on_date = d.on_date)
    and (k.quiet_until is null or d.on_date >= k.quiet_until)
$$;
