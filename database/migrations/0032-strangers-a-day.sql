-- Invitations to people new to the site are counted by day, for each leader and community; and members who wait for theirs are found.

create index mail_invitation on mail (created_at) where kind = 'invitation';
create index membership_uninvited on membership (community_id) where invited_at is null and ended_at is null;
