-- What an organisation owes its visitors, and who may begin communities.

alter table site
  add column legal_address text check (legal_address ~ '^https://' and length(legal_address) <= 500),
  add column privacy_address text check (privacy_address ~ '^https://' and length(privacy_address) <= 500),
  add column welcome text not null default '' check (length(welcome) <= 600),
  add column founders text not null default 'staff' check (founders in ('staff', 'everybody'));
comment on column site.legal_address is 'Where the legal notice is: a link in the footer of every page. Null where there is none.';
comment on column site.privacy_address is 'Where it says what happens with personal data: a link in the footer of every page. Null where there is none.';
comment on column site.welcome is 'A few plain words above the form of the sign-in page.';
comment on column site.founders is 'Who may begin a community: those who run the site, or everybody with an account.';

insert into role_permission (role, permission) values ('site:admin', 'found_communities'), ('site:owner', 'found_communities');
