-- What followed from a Ping is found with it.
create function found_outcome() returns trigger language plpgsql as $$
begin
  update search_row set body = case when tg_op = 'DELETE' then '' else new.text end, indexed_at = app_clock()
  where id = coalesce(new.ping_id, old.ping_id);
  return null;
end $$;
comment on function found_outcome() is 'Keeps what followed from a Ping among what search finds of it.';
create trigger found_outcome after insert or update of text or delete on ping_outcome for each row execute function found_outcome();
update ping_outcome set text = text;
