-- The latest discussions have a section of their own, below the Toolkit. Where a leader has switched off what is new, they stay off.
update community set sections = sections || '[{"key": "discussions", "shown": false}]'::jsonb
  where sections @> '[{"key": "news", "shown": false}]'::jsonb;
