-- Whether leaders find people of the site who are not in a community of theirs.

alter table site add column leaders_find boolean not null default true;
comment on column site.leaders_find is 'Do those who look after members of a community find everybody with an account, by photo, name and title? Else they find people of their own communities only, and add others by the whole address.';
