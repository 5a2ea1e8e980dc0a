-- Two accounts of one person become one: what each column that points at a person does then is written in its comment, and
-- followed by the program (server/site/people/merging).

-- A membership that becomes another person's takes its roles and sources along.
alter table membership_role drop constraint membership_role_community_id_person_id_fkey,
  add foreign key (community_id, person_id) references membership on update cascade on delete cascade;
alter table membership_source drop constraint membership_source_community_id_person_id_fkey,
  add foreign key (community_id, person_id) references membership on update cascade on delete cascade;

alter table merged_key drop constraint merged_key_kind_check,
  add check (kind in ('email', 'external_id', 'id'));
comment on table merged_key is 'Mail addresses, external ids and ids of accounts that were merged into one that stayed: whoever looks for them finds the person.';

create function person_now(person uuid) returns uuid language sql stable parallel safe
  return coalesce((select k.person_id from merged_key k where k.kind = 'id' and k.value = person::text), person);
comment on function person_now(uuid) is 'The account that somebody has now, where theirs was merged into another; else the same.';

comment on column vote.person_id is 'Erasing: delete. Merging: the winner''s; of two the later by voted_at stays.';
comment on column entry_read.person_id is 'Who read it. Erasing: delete. Merging: the winner''s; of two the later by read_at stays.';
comment on column membership.person_id is 'Erasing: delete. Merging: the winner''s, with its roles and sources; of two the later by ended_at stays, where one that has not ended is the latest.';
comment on column membership_role.person_id is 'Erasing: delete. Merging: the winner''s; where both were members, the roles of one of them, as was chosen.';
comment on column membership_source.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column account.user_id is 'A password. Erasing: delete. Merging: delete.';
