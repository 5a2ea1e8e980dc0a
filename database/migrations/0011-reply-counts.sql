-- How much is said in a thread and under a post is kept with it: a page that shows twenty posts counts no thousands.

alter table thread add reply_count int not null default 0;
comment on column thread.reply_count is 'Posts that are not removed, beside the one that opened it. Changed under this row''s lock, by whatever adds, removes or returns a post.';

alter table post add reply_count int not null default 0;
comment on column post.reply_count is 'Of a first-level post: replies under it that are not removed. Kept like thread.reply_count.';

update thread t set reply_count = said.n
from (select thread_id, count(*) as n from post where removed_at is null and not is_opening group by thread_id) said
where said.thread_id = t.id;

update post p set reply_count = said.n
from (select root_id, count(*) as n from post where removed_at is null and root_id is not null group by root_id) said
where said.root_id = p.id;

create or replace view thread_shown as
  select id, community_id, about_kind, about_id, kind, title, prompt, language, opened_by, opened_at, last_post_at, changed_at, locked_at, answer_post_id, reply_count
  from thread where removed_at is null and is_shown;
