-- What a moderator did to one's words is mailed too, and can be turned off by itself.
alter table mail_choice drop constraint mail_choice_kind_check;
alter table mail_choice add constraint mail_choice_kind_check check (kind in ('ping', 'reply', 'invitation', 'moderation'));

-- What lies in the inbox from before stays there: nobody is mailed about last month.
update notice set mailed_at = app_now() where mailed_at is null and kind in ('removed', 'returned', 'locked', 'renamed');

-- Who wants no mail about answers wants none about this either, until they say otherwise.
insert into mail_choice (person_id, community_id, kind, choice)
  select person_id, community_id, 'moderation', 'off' from mail_choice where kind = 'reply' and choice = 'off';
