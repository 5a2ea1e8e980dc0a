-- The front page lists the discussions that its reader follows.
create index thread_follow_person on thread_follow (person_id) where state = 'following';
