-- Pings for a cohort tell how many people it has, as those for everybody tell how many members there are.

create function members_in_audience(audience uuid) returns bigint language sql stable parallel safe
return (
  select count(*) from (
    select distinct r.person_id from audience_reader r
    join audience a on a.id = r.audience_id
    join membership_shown m on m.community_id = a.community_id and m.person_id = r.person_id
    where r.audience_id = members_in_audience.audience
  ) members
);
comment on function members_in_audience(uuid) is 'How many members an audience has now. Called in a case, it is planned only where an entry has an audience.';
