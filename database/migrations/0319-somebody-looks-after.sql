-- Somebody always looks after a circle that has people, also where who did so left the community.

create or replace view circle_people as
  select c.community_id, c.circle_id, c.person_id,
    c.looks_after or not exists (
      select from circle_person o
        join membership_shown n on n.community_id = o.community_id and n.person_id = o.person_id
      where o.circle_id = c.circle_id and (o.looks_after or (o.joined_at, o.person_id) < (c.joined_at, c.person_id))
    ) as looks_after,
    c.joined_at
  from circle_person c join membership_shown m on m.community_id = c.community_id and m.person_id = c.person_id;
comment on view circle_people is 'The people of each circle who are members of its community now. Where nobody of them was made to look after it, who has been in it longest does.';
comment on column circle_person.looks_after is 'Were they made to answer requests, change it, and take people out? Who does now is in circle_people.';
