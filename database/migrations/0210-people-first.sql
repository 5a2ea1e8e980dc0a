-- What is asked of one person is found by the person: without a page of the table for each discussion they follow, and without
-- a look into every community's part of an index.

drop index thread_follow_person;
create index thread_follow_person on thread_follow (person_id, thread_id) where state = 'following';
create index membership_source_person on membership_source (person_id);
create index audience_person_person on audience_person (person_id);
