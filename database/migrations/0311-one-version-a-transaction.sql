-- Many people changed in one transaction, as by a file, make one new version and not one for each: a row that is written hundreds
-- of times before it is committed is slow to read for everybody, and every page reads the row of the site.

create or replace function next_people_version() returns trigger language plpgsql as $$
begin
  if current_setting('guildhall.people_version', true) is distinct from pg_current_xact_id()::text then
    update site set people_version = people_version + 1;
    perform set_config('guildhall.people_version', pg_current_xact_id()::text, true);
  end if;
  return null;
end $$;
