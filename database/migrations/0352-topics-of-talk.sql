-- Discussions have topics: those of the Toolkit, or a list of their own.

create table talk_setting (
  community_id uuid primary key references community on delete cascade,
  topics text not null default 'none' check (topics in ('none', 'toolkit', 'talk')),
  stale_after integer not null default 30 check (stale_after between 1 and 365),
  ask_again_after integer not null default 3 check (ask_again_after between 0 and 14)
);
comment on table talk_setting is 'What a community chose for its discussions; one without a row has the defaults.';
comment on column talk_setting.topics is 'The list of topics that discussions are filed under; none: they have no topics.';
comment on column talk_setting.stale_after is 'Days without a post after which a question without an answer is stale.';
comment on column talk_setting.ask_again_after is 'Days after which a question to which nobody replied is asked again of people who offered to be asked; 0: never.';

create view talk_topic as
  select t.id, t.community_id, t.parent_id, t.name, t.slug, t.position
  from talk_setting s join topic_shown t on t.community_id = s.community_id and t.list = s.topics;
comment on view talk_topic is 'The topics of a community''s discussions.';

create table topic_follow (
  community_id uuid not null,
  topic_id uuid not null,
  person_id uuid not null references person on delete cascade,
  state text not null check (state in ('following', 'muted')),
  at timestamptz not null default app_now(),
  primary key (topic_id, person_id),
  foreign key (community_id, topic_id) references topic (community_id, id) on delete cascade
);
comment on table topic_follow is 'Who hears of new discussions in a topic, and who wants to hear nothing of those in it.';
comment on column topic_follow.person_id is 'Erasing: delete. Merging: the winner''s; of two the winner''s own stays.';
create index topic_follow_person on topic_follow (person_id);

-- A topic and those above and below it: who follows one follows its sub-topics.
create view topic_within as
  select id as topic_id, id as within_id, community_id from topic_shown
  union all
  select t.id, t.parent_id, t.community_id from topic_shown t join topic_shown p on p.id = t.parent_id;
comment on view topic_within is 'Each topic with the topics it is in: itself, and the one it is part of.';

create index thread_unanswered on thread (community_id, last_post_at)
  where kind = 'question' and answer_post_id is null and last_post_at is not null;

insert into notice_kind (kind) values ('thread_in_topic');
insert into mail_kind (kind) values ('topics');
