-- Counting 2,000 votes anew for each page that shows them took longer than all the rest of a vote. So they are counted as
-- they come, in eight rows for each answer, by whose vote it is: those who vote at the same instant seldom wait for each other.

create table vote_tally (
  ping_id uuid not null,
  shard smallint not null,
  option_id uuid not null,
  votes int not null,
  primary key (ping_id, shard, option_id),
  foreign key (ping_id, option_id) references ping_option (ping_id, id) on delete cascade
) with (fillfactor = 50);
comment on table vote_tally is 'The votes of a Ping as they stand, counted by triggers; the sum over all shards is what counts. Zeros once they are forgotten.';

create function shard_of(person_id uuid) returns smallint language sql immutable parallel safe
  return (hashtext(person_id::text) & 7)::smallint;

insert into vote_tally (ping_id, shard, option_id, votes)
select ping_id, shard_of(person_id), option_id, count(*) from vote group by 1, 2, 3;

create function tally_votes() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    -- The Ping itself may be on its way out: nothing is written that is not there.
    update vote_tally t set votes = t.votes - gone.n
    from (select ping_id, shard_of(person_id) as shard, option_id, count(*) as n from went group by 1, 2, 3) gone
    where (t.ping_id, t.shard, t.option_id) = (gone.ping_id, gone.shard, gone.option_id);
  elsif tg_op = 'INSERT' then
    insert into vote_tally as t (ping_id, shard, option_id, votes)
    select ping_id, shard_of(person_id), option_id, count(*) from came group by 1, 2, 3 order by 1, 2, 3
    on conflict (ping_id, shard, option_id) do update set votes = t.votes + excluded.votes;
  else
    -- In one order, so that two who change their minds in opposite ways do not hold each other up for ever.
    insert into vote_tally as t (ping_id, shard, option_id, votes)
    select ping_id, shard_of(person_id), option_id, sum(n)
    from (select ping_id, person_id, option_id, 1 as n from came
      union all select ping_id, person_id, option_id, -1 from went) each_one
    group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3
    on conflict (ping_id, shard, option_id) do update set votes = t.votes + excluded.votes;
  end if;
  return null;
end $$;
comment on function tally_votes() is 'After each statement on votes: what it brought, less what it took.';

create trigger vote_came after insert on vote
  referencing new table as came for each statement execute function tally_votes();
create trigger vote_changed after update on vote
  referencing old table as went new table as came for each statement execute function tally_votes();
create trigger vote_went after delete on vote
  referencing old table as went for each statement execute function tally_votes();
