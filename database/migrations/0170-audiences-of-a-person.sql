-- Most entries have no audience, and asking for one costs nothing then.

create function audiences_of(person uuid) returns uuid[]
  language sql stable parallel safe
  return (select coalesce(array_agg(distinct r.audience_id), '{}') from audience_reader r where r.person_id = person);
comment on function audiences_of(uuid) is
  'The audiences a person is in. Called in a sub-select, it runs once a query, and only where an entry has an audience; a query that names the view itself sets it up each time.';

-- Joined by both, so that one community's Pings are found without a walk through its entries.
create or replace view ping_entry as
  select p.id, e.community_id, e.title as question, p.state, p.hours, e.language, e.author_id as created_by, e.created_at, p.voice_id,
    p.sent_at, p.sent_by, p.closes_at, p.closed_at, p.withdrawn_at, p.successor_id, p.threshold, p.could_answer, p.answered,
    p.forgotten_at, e.audience_id
  from ping p join entry e on e.id = p.id and e.community_id = p.community_id
  where e.removed_at is null and e.hidden_at is null;
