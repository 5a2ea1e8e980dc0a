-- Who joins an open community is a member by that, and not by a request that nobody answered.

alter table membership_source drop constraint membership_source_source_check;
alter table membership_source add constraint membership_source_source_check
  check (source in ('cohort', 'manual', 'csv', 'copied', 'invitation', 'request', 'open', 'feed'));
-- An approved request names who approved it, and stands there; who joined by themselves was added by nobody.
update membership_source s set source = 'open'
where s.source = 'request' and s.added_by is null and not exists (
  select from join_request r where r.community_id = s.community_id and r.person_id = s.person_id and r.state = 'approved');
comment on table membership_source is 'Why somebody is a member. A membership lasts while any source holds. Who joins an open community by themselves has the source ''open''.';
comment on column join_request.settled_by is 'Who approved or declined it, or withdrew it; null where its person became a member in another way. Erasing: null. Merging: the winner''s.';
