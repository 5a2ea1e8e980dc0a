-- The mark of an answer was not taken from the index where it was taken back: nothing is equal to an answer that is null.
create or replace function found_thread() returns trigger language plpgsql as $$
begin
  if new.is_off and not old.is_off then
    delete from search_row where entry_id = new.entry_id and part = 'post';
  elsif old.is_off and not new.is_off then
    update post set text = text where thread_id = new.id;
  end if;
  if new.answer_post_id is distinct from old.answer_post_id then
    update search_row set is_answer =
      coalesce(post_id = new.answer_post_id, false) or (id = new.id and new.answer_post_id is not null)
    where id in (new.id, new.answer_post_id, old.answer_post_id);
  end if;
  return null;
end $$;
