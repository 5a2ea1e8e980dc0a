-- Time. Every deadline is decided by the database's clock; tests move it by the database setting guildhall.shift,
-- an interval such as '2 days'.

create function app_now() returns timestamptz
  language sql stable parallel safe
  return now() + coalesce(nullif(current_setting('guildhall.shift', true), ''), '0')::interval;

comment on function app_now() is 'When this transaction began.';

create function app_clock() returns timestamptz
  language sql volatile parallel safe
  return clock_timestamp() + coalesce(nullif(current_setting('guildhall.shift', true), ''), '0')::interval;

comment on function app_clock() is 'The time now, also within a transaction: for a deadline checked after waiting for a lock.';
