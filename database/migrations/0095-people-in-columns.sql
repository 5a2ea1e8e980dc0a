-- What becomes of each column that holds a person, where somebody is erased, and where two accounts turn out to be one person's
-- and are merged into the one that stays, the winner. tests/house/people.test.ts finds one that does not say it.
-- Erasing: delete (the row goes), null (it stays, without them), keep (the id stays, and leads to nobody).
-- Merging: the winner's (it becomes theirs), delete, keep.

comment on column account.user_id is 'Erasing: delete. Merging: the winner''s, but no second password.';
comment on column activity.actor_id is 'Null where the program did it itself, or somebody who was not signed in. Erasing: keep. Merging: the winner''s.';
comment on column activity.object_id is 'By object_kind; it may be a person. Erasing: keep. Merging: the winner''s.';
comment on column api_token.person_id is 'Erasing: delete. Merging: delete.';
comment on column ballot.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column community.created_by is 'Erasing: null. Merging: the winner''s.';
comment on column featured_person.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column file.uploaded_by is 'Erasing: null. Merging: the winner''s.';
comment on column idempotency_key.person_id is 'Erasing: delete. Merging: delete.';
comment on column mail.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column mail.about_id is 'What it is about, such as the Ping; with kind and person it makes the message one of its kind. Erasing: keep. Merging: keep.';
comment on column mail_choice.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column membership.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays, with the roles and sources of both.';
comment on column membership.ended_by is 'Erasing: keep. Merging: the winner''s.';
comment on column membership_role.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column membership_role.given_by is 'Erasing: keep. Merging: the winner''s.';
comment on column membership_source.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column membership_source.added_by is 'Erasing: keep. Merging: the winner''s.';
comment on column entry_read.person_id is 'Who read it. Erasing: delete. Merging: the winner''s; of two the later stays.';
comment on column mention.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column notice.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column ping.sent_by is 'Erasing: null. Merging: the winner''s.';
comment on column ping.voice_id is 'The featured person in whose name it is asked; null when the sender asks as themselves. Erasing: null. Merging: the winner''s.';
comment on column ping_change.by_id is 'Erasing: null. Merging: the winner''s.';
comment on column post.author_id is 'What a former member wrote stays, or its words go, as they choose. Erasing: null. Merging: the winner''s.';
comment on column post.removed_by is 'Its author, or a moderator. Erasing: null. Merging: the winner''s.';
comment on column post_revision.replaced_by is 'Erasing: keep. Merging: the winner''s.';
comment on column reaction.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column resource.owner_id is 'Erasing: null. Merging: the winner''s.';
comment on column resource.sponsor_id is 'Erasing: null. Merging: the winner''s.';
comment on column session.user_id is 'Erasing: delete. Merging: delete.';
comment on column sign_in_pass.person_id is 'Null until it is known that the address asked for belongs to somebody; such a pass signs nobody in. Erasing: delete. Merging: delete.';
comment on column thread.opened_by is 'Erasing: null. Merging: the winner''s.';
comment on column thread.locked_by is 'Erasing: keep. Merging: the winner''s.';
comment on column thread_follow.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
comment on column topic.removed_by is 'Erasing: keep. Merging: the winner''s.';
comment on column voice_consent.person_id is 'Erasing: delete. Merging: the winner''s.';
comment on column voice_consent.asked_by is 'Erasing: null. Merging: the winner''s.';
comment on column vote.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
