-- What stands on every page of a community costs the same whether it has twenty members or twenty thousand,
-- ten resources or ten thousand. Kept by triggers, so that no way in or out can forget them.

create table community_tally (
  community_id uuid primary key references community on delete cascade,
  members int not null default 0
);
comment on table community_tally is 'How many memberships of a community hold now.';

insert into community_tally (community_id, members)
select community_id, count(*) from membership_shown group by 1;

create function tally_members() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into community_tally as t (community_id, members)
    select community_id, count(*) from came where ended_at is null group by 1 order by 1
    on conflict (community_id) do update set members = t.members + excluded.members;
  elsif tg_op = 'DELETE' then
    update community_tally t set members = t.members - gone.n
    from (select community_id, count(*) as n from went where ended_at is null group by 1) gone
    where t.community_id = gone.community_id;
  else
    -- A visit changes a membership too, and must not wait for anybody: only who came back or left is written.
    update community_tally t set members = t.members + moved.n
    from (
      select community_id, sum(n) as n
      from (select community_id, 1 as n from came where ended_at is null
        union all select community_id, -1 from went where ended_at is null) each_one
      group by 1 having sum(n) <> 0
    ) moved
    where t.community_id = moved.community_id;
  end if;
  return null;
end $$;
comment on function tally_members() is 'After each statement on membership: what it brought, less what it took.';

create trigger membership_came after insert on membership
  referencing new table as came for each statement execute function tally_members();
create trigger membership_changed after update on membership
  referencing old table as went new table as came for each statement execute function tally_members();
create trigger membership_went after delete on membership
  referencing old table as went for each statement execute function tally_members();

create table toolkit_edition (
  community_id uuid primary key references community on delete cascade,
  edition bigint not null default 1
);
comment on table toolkit_edition is 'Grows with each change of a Toolkit, so that what was counted of it holds until then.';

create function next_toolkit_edition() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    update toolkit_edition set edition = edition + 1 where community_id in (select community_id from changed);
  else
    insert into toolkit_edition as t (community_id)
    select distinct community_id from changed order by 1
    on conflict (community_id) do update set edition = t.edition + 1;
  end if;
  return null;
end $$;
comment on function next_toolkit_edition() is 'After each statement on resources, topics, and what is filed under them.';

create trigger resource_came after insert on resource
  referencing new table as changed for each statement execute function next_toolkit_edition();
create trigger resource_changed after update on resource
  referencing new table as changed for each statement execute function next_toolkit_edition();
create trigger resource_went after delete on resource
  referencing old table as changed for each statement execute function next_toolkit_edition();
create trigger topic_came after insert on topic
  referencing new table as changed for each statement execute function next_toolkit_edition();
create trigger topic_changed after update on topic
  referencing new table as changed for each statement execute function next_toolkit_edition();
create trigger topic_went after delete on topic
  referencing old table as changed for each statement execute function next_toolkit_edition();
create trigger resource_topic_came after insert on resource_topic
  referencing new table as changed for each statement execute function next_toolkit_edition();
create trigger resource_topic_went after delete on resource_topic
  referencing old table as changed for each statement execute function next_toolkit_edition();
