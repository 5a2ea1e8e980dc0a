-- Words that addresses use are no slugs: a topic called "None" could not be opened.
update topic set slug = slug || '-' || left(replace(id::text, '-', ''), 12) || right(id::text, 4) where slug in ('none', 'new', 'all', 'edit');
