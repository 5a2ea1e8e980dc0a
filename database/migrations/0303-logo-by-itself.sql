-- Emptying a table in PostgreSQL empties those that point at it, whatever they hold. The files of a demo go with it, and the site's
-- own row has to stay: so it names its logo without a foreign key.

alter table site drop constraint site_logo_file_id_fkey;
comment on column site.logo_file_id is 'The file before its name in the head of every page, which everybody may see. Null where it has none. Without a foreign key, so that emptying the files does not empty the site.';
