-- Everybody who runs a part of the site has one page to begin at.

insert into role_permission (role, permission) values ('site:admin', 'site_overview'), ('site:owner', 'site_overview');
