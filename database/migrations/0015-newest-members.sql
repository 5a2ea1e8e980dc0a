-- Who joined a community last, read from the end of an index however many there are.

drop index membership_community;
create index membership_community on membership (community_id, joined_at, person_id) where ended_at is null;
