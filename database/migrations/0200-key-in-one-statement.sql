-- An act that must be done once asks for its key with one statement: a lock, and then what is kept under it.

create function lock_key(person uuid, key text) returns setof idempotency_key language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(person || '/' || key, 7));
  -- A statement of its own, so that it sees what the transaction it waited for has written.
  return query select * from idempotency_key k where k.person_id = person and k.key = lock_key.key;
end $$;
comment on function lock_key(uuid, text) is 'Waits until no other transaction does the act of that key, and tells what is kept of it.';
