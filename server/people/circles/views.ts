/** Circles as members of a community see them. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type CommunityHead, communityHeadView, findCommunity, type InCommunity } from '#server/communities/room.ts'
import { circleAddress, circleJoinings } from '#server/people/circles/circle.ts'
import { mayRun, mayTakePart } from '#server/people/circles/policy.ts'
import { writtenView } from '#server/people/written-part.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const circleRow = z.object({
  id: z.string(),
  name: z.string(),
  about: z.string(),
  joining: z.enum(circleJoinings),
  isArchived: z.boolean(),
  people: z.number(),
  /** Is the reader in it? */
  isMine: z.boolean(),
  /** Does the reader look after it? */
  looksAfter: z.boolean(),
  /** Does a request of the reader wait? */
  hasAsked: z.boolean(),
})
const circleItemView = circleRow.extend({ address: z.string() })
export type CircleItem = z.infer<typeof circleItemView>

async function readCircles(look: Look, actor: Actor, place: { id: string; slug: string }, which: RawBuilder<unknown>) {
  const me = sql`${personIdOf(actor)}::uuid`
  const found = await rows(look, circleRow)`
    select c.id, c.name, c.about, c.joining, c.archived_at is not null as "isArchived",
      (select count(*) from circle_people p where p.circle_id = c.id) as people,
      mine.person_id is not null as "isMine", coalesce(mine.looks_after, false) as "looksAfter",
      exists (select from circle_request r where r.circle_id = c.id and r.person_id = ${me}) as "hasAsked"
    from circle c left join circle_people mine on mine.circle_id = c.id and mine.person_id = ${me}
    where c.community_id = ${place.id} and ${which}
    order by c.archived_at is not null, mine.person_id is null, c.name collate "und-x-icu", c.id limit 200`
  return found.map((one) => ({ ...one, address: circleAddress(place.slug, one) }))
}

export const circlesView = z.object({
  community: communityHeadView,
  /** The reader's own first, archived ones last. */
  circles: z.array(circleItemView),
  can: z.object({ open: z.boolean() }),
})
export type Circles = z.infer<typeof circlesView>

/** @refuses not_found */
export async function readCirclesPage(look: Look, actor: Actor, { community: slug }: InCommunity): Promise<Circles> {
  const community = await findCommunity(look, actor, slug)
  const circles = await readCircles(look, actor, community, sql`true`)
  return { community, circles, can: { open: mayTakePart(actor, community).ok } }
}

/** The form of a new one. @refuses not_found · forbidden · community_archived */
export async function readNewCircle(look: Look, actor: Actor, { community: slug }: InCommunity) {
  const community = await findCommunity(look, actor, slug)
  insist(mayTakePart(actor, community))
  return { community }
}

const personView = z.object({
  personId: z.string(),
  name: z.string(),
  photo: z.string().nullable(),
  title: z.string(),
})

export const circleView = z.object({
  community: communityHeadView,
  circle: circleItemView.extend({
    /** By name; those who look after it first. */
    members: z.array(personView.extend({ looksAfter: z.boolean() })),
    /** Members who wait for an answer, for those who give it. */
    requests: z.array(personView.extend({ askedAt: z.date() })),
    can: z.object({
      join: z.boolean(),
      ask: z.boolean(),
      leave: z.boolean(),
      run: z.boolean(),
    }),
  }),
  ...writtenView.shape,
})
export type CirclePage = z.infer<typeof circleView>

type OneCircle = InCommunity & { readonly circle: string }

/** @refuses not_found */
export async function readCircle(look: Look, actor: Actor, asked: OneCircle): Promise<CirclePage> {
  const community = await findCommunity(look, actor, asked.community)
  const [item] = await readCircles(look, actor, community, sql`c.id = ${asked.circle}`)
  if (!item) return refuse(notFound)
  const run = mayRun(actor, community, item).ok
  const [members, requests, written] = await Promise.all([
    rows(look, circleView.shape.circle.shape.members.element)`
      select p.id as "personId", p.name, p.image as photo, p.title, c.looks_after as "looksAfter"
      from circle_people c join person p on p.id = c.person_id and p.removed_at is null where c.circle_id = ${item.id}
      order by not c.looks_after, p.name collate "und-x-icu", p.id limit 500`,
    run ? listRequests(look, item.id) : [],
    look.platform.declared.readForGroup(look, actor, { groupId: item.id, community }),
  ])
  const circle = { ...item, members, requests, can: abilities(actor, community, item, run) }
  return { community, circle, entries: [...written.entries], begins: [...written.begins] }
}

function abilities(actor: Actor, community: CommunityHead, item: CircleItem, run: boolean) {
  const takesPart = mayTakePart(actor, community).ok && !item.isArchived
  return {
    join: takesPart && !item.isMine && item.joining === 'open',
    ask: takesPart && !item.isMine && item.joining === 'request' && !item.hasAsked,
    leave: item.isMine,
    run,
  }
}

function listRequests(look: Look, circleId: string) {
  return rows(look, circleView.shape.circle.shape.requests.element)`
    select p.id as "personId", p.name, p.image as photo, p.title, r.asked_at as "askedAt"
    from circle_request r join membership_shown m on m.community_id = r.community_id and m.person_id = r.person_id
      join person p on p.id = r.person_id and p.removed_at is null
    where r.circle_id = ${circleId} order by r.asked_at limit 100`
}

/** The same for those who run it. @refuses not_found · forbidden · community_archived */
export async function readCircleToChange(look: Look, actor: Actor, asked: OneCircle): Promise<CirclePage> {
  const found = await readCircle(look, actor, asked)
  insist(mayRun(actor, found.community, found.circle))
  return found
}
