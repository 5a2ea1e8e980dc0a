-- What is asked of one person is found by the person: without a page of the table for each discussion they follow, and without
-- a look into every community's part of an index.

drop index thread_follow_person;
create index thread_follow_person on thread_follow (person_id, thread_id) where state = 'following';
create index membership_source_person on membership_source (person_id);
create index audience_person_person on audience_person (person_id);

create view notice_of_entry as
  select n.id, n.person_id, n.community_id, n.read_at as marked_at, coalesce(n.read_at, r.read_at) as read_at, e.audience_id,
    e.id is not null and (n.post_id is null or (select p.removed_at is null from post p where p.id = n.post_id)) as is_open
  from notice n
  left join entry_read r on r.person_id = n.person_id and r.entry_id = n.entry_id and r.read_at >= n.at
  left join entry_open e on e.id = n.entry_id;
comment on view notice_of_entry is 'Notices with what their entry says: whether it and the post in it are open, and to which audience. Nearly all unread notices are counted by it, in a third of the time that notice_shown takes.';
comment on column notice_of_entry.marked_at is 'read_at as its row has it: asked as null, the index of unread notices serves.';
