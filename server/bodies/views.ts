/** The versions of a body as people see them: their list, and two of them compared. */
import { sql } from 'kysely'
import { z } from 'zod'
import { versionsPerPage } from '#server/bodies/body.ts'
import { comparedLine, compareTexts } from '#server/bodies/compare-texts.ts'
import { mayWrite } from '#server/bodies/policy.ts'
import { readBody } from '#server/bodies/store.ts'
import type { Versioned } from '#server/bodies/versioned.ts'
import { communityHeadView } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const versionView = z.object({
  version: z.number().int(),
  /** Who saved it; null where they have left the site. */
  by: z.object({ name: z.string(), photo: z.string().nullable() }).nullable(),
  at: z.date(),
  /** The earlier version it brought back, or null. */
  backFrom: z.number().int().nullable(),
})
export type VersionView = z.infer<typeof versionView>

const versionedView = z.object({
  community: communityHeadView,
  title: z.string(),
  /** The address of the entry, and of the list of its versions. */
  address: z.string(),
  versionsAddress: z.string(),
  /** The current version. */
  latest: z.number().int(),
  can: z.object({ write: z.boolean() }),
})
export type VersionedView = z.infer<typeof versionedView>

export const versionsView = versionedView.extend({
  /** Latest first. */
  versions: z.array(versionView),
  /** Send it as `before` for earlier versions; null where there are no more. */
  next: z.number().int().nullable(),
})
export type VersionsView = z.infer<typeof versionsView>

export const comparisonView = versionedView.extend({
  /** The earlier of the two; null where the other is the first version and has nothing to compare with. */
  before: versionView.nullable(),
  after: versionView,
  lines: z.array(comparedLine),
})
export type ComparisonView = z.infer<typeof comparisonView>

/** The versions of a body, latest first; with `before` those earlier than that one. */
export async function listVersions(look: Look, actor: Actor, versioned: Versioned, before = Number.MAX_SAFE_INTEGER) {
  const [head, found] = await Promise.all([
    headOf(look, actor, versioned),
    rows(look, versionView)`
      select ${versionColumns} from ${versions} where v.body_id = ${versioned.bodyId} and v.version < ${before}::bigint
      order by v.version desc limit ${versionsPerPage + 1}`,
  ])
  const shown = found.slice(0, versionsPerPage)
  return { ...head, versions: shown, next: found.length > shown.length ? (shown.at(-1)?.version ?? null) : null }
}

/**
 * A version compared with another, or with the one before it where no other is named.
 * @refuses not_found where it has no such version
 */
export async function compareVersions(
  look: Look,
  actor: Actor,
  versioned: Versioned,
  { version, other = version - 1 }: { version: number; other?: number | undefined },
): Promise<ComparisonView> {
  const [head, found] = await Promise.all([
    headOf(look, actor, versioned),
    rows(look, () => versionView.extend({ source: z.string() }))`
      select ${versionColumns}, v.source from ${versions}
      where v.body_id = ${versioned.bodyId} and v.version in (${version}::bigint, ${other}::bigint)
      order by v.version desc`,
  ])
  const [after, before = null] = found
  if (!after || !found.some((one) => one.version === version)) refuse(notFound)
  const lines = compareTexts(before?.source ?? '', after.source)
  return { ...head, before: before && toldOf(before), after: toldOf(after), lines }
}

const versions = sql`body_version v left join person p on p.id = v.author_id`
const versionColumns = sql`v.version, v.saved_at as at, v.back_from as "backFrom",
  case when p.id is not null then json_build_object('name', p.name, 'photo', p.image) end as by`

function toldOf({ version, by, at, backFrom }: VersionView): VersionView {
  return { version, by, at, backFrom }
}

async function headOf(look: Look, actor: Actor, versioned: Versioned): Promise<VersionedView> {
  const { id: _, bodyId, ...told } = versioned
  const body = await readBody(look, told.community.id, bodyId)
  return { ...told, latest: body.version, can: { write: mayWrite(actor, told.community, body).ok } }
}
