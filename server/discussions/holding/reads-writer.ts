/**
 * What the rules of conversation need to know of somebody who writes, as a column of the query that loads the thread.
 */
import { type RawBuilder, sql } from 'kysely'
import { daysOfFirstPosts, usualRules, type WriterFacts } from '#server/communities/room.ts'
import { mayHoldLinks } from '#server/discussions/holding/holding.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'

/**
 * The facts of this actor in a community that the query names, or null where no rule is for them: they moderate, or are no member.
 * @param source what they wrote; where it has no links, none are counted
 */
export function writerColumn(
  actor: Actor,
  communityId: RawBuilder<unknown>,
  { source, publicUrl }: { source: string; publicUrl: string },
): RawBuilder<WriterFacts | null> {
  if (may(actor, 'moderate', null)) return sql`null`
  const me = sql`${personIdOf(actor)}::uuid`
  const hasLinks = mayHoldLinks(source)
  const isNew = sql`(r.held_posts > 0 and m.joined_at > app_now() - interval '${sql.lit(daysOfFirstPosts)} days' or ${hasLinks}::boolean)`
  const here = sql`p.author_id = ${me} and p.community_id = m.community_id`
  return sql`(
    select json_build_object(
      'heldPosts', coalesce(r.held_posts, ${sql.lit(usualRules.heldPosts)}), 'words', coalesce(r.held_words, '{}'),
      'links', case when r.community_id is null then ${sql.lit(usualRules.links)} else r.newcomer_links end,
      'days', coalesce(r.newcomer_days, ${sql.lit(usualRules.days)}), 'posts', coalesce(r.newcomer_posts, ${sql.lit(usualRules.posts)}),
      'memberFor', extract(epoch from app_now() - m.joined_at)::float8 / 86400,
      'shownPosts', case when ${isNew} then (select count(*) from (
        select from post p where ${here} and p.removed_at is null
        limit greatest(r.held_posts, r.newcomer_posts, ${sql.lit(usualRules.posts)})) shown) else 1000 end,
      'linksToday', ${
        hasLinks
          ? sql`coalesce((
        select sum(regexp_count(replace(p.html, ${`href="${publicUrl}`}, ''), '<a [^>]*href="https?://'))
        from post p where ${here} and p.posted_at > app_now() - interval '1 day'), 0)`
          : sql.lit(0)
      })
    from membership_shown m left join conversation_rules r on r.community_id = m.community_id
    where m.community_id = ${communityId} and m.person_id = ${me})`
}
