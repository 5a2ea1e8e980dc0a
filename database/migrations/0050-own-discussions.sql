-- Whoever sent a Ping or added a resource hears what is said about it, from now on also of those there were.
insert into thread_follow (community_id, thread_id, person_id, state)
select t.community_id, t.id, t.opened_by, 'following'
from thread t join person p on p.id = t.opened_by and p.removed_at is null
where t.about_kind is not null and t.removed_at is null
on conflict do nothing;
comment on table thread_follow is 'Who hears of new posts: whoever posts follows, and whoever added what it is about; one may mute.';
