-- Invitations are a kind of mail of their own: ending them ends no Pings, and the other way round.

alter table mail_choice drop constraint mail_choice_kind_check,
  add constraint mail_choice_kind_check check (kind in ('ping', 'reply', 'invitation'));
