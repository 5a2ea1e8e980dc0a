/**
 * What a person takes along: what this room keeps of them, and the rows of what all rooms declare.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { customJson } from '#server/identity/profile-fields/views.ts'
import type { OwnData } from '#server/platform/own-data.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Rows read at once. */
const batch = 500

const ownRow = z.object({ row: z.record(z.string(), z.unknown()) })

/** All rows of one file, in batches: so that a long one takes no more memory than a short one. */
export async function* readOwnRows(look: Look, { of }: OwnData, personId: string): AsyncGenerator<unknown[]> {
  for (let after = 0; ; after += batch) {
    const found = await rows(look, ownRow)`
      select to_json(x) as row from (${of(personId)}) x offset ${after} limit ${batch}`
    yield found.map(({ row }) => row)
    if (found.length < batch) return
  }
}

export const ownProfile: OwnData = {
  name: 'profile',
  place: 10,
  says: (t) => t('Your profile and your account'),
  of: (personId) => sql`
    select p.name, p.handle, p.email, array(
        select k.value from merged_key k where k.person_id = p.id and k.kind = 'email' order by k.added_at) as "formerEmails",
      p.title, p.location, p.bio, p.ask_me_about as "askMeAbout", p.want_to_learn as "wantToLearn", p.languages,
      p.time_zone as "timeZone", p.locale, not p.email_hidden as "emailShown", p.external_id as "externalId",
      (select b.name from person b where b.id = p.manager_id) as manager, p.site_role as "siteRole", p.created_at as "addedAt",
      ${customJson(sql`p.id`, { sees: sql`true`, all: 'said' })} as custom
    from person p where p.id = ${personId}`,
}

export const ownSessions: OwnData = {
  name: 'sessions',
  place: 90,
  says: (t) => t('Where you are signed in, with the address of each device'),
  of: (personId) => sql`
    select s.user_agent as browser, s.ip_address as "ipAddress", s.created_at as "begunAt", s.updated_at as "usedAt"
    from session s where s.user_id = ${personId} order by s.created_at, s.id`,
}

export const ownTokens: OwnData = {
  name: 'api-tokens',
  place: 91,
  says: (t) => t('Your API tokens, without what they open'),
  of: (personId) => sql`
    select k.name, k.scope, k.created_at as "madeAt", k.expires_at as "expiresAt", k.ended_at as "endedAt"
    from api_token k where k.person_id = ${personId} order by k.created_at, k.id`,
}

const ownFile = z.object({ id: z.string(), name: z.string(), bytes: z.number(), uploadedAt: z.date() })
export type OwnFile = z.infer<typeof ownFile>

/** The files that a person uploaded and that are still there. */
export function listOwnFiles(look: Look, personId: string): Promise<OwnFile[]> {
  return rows(look, ownFile)`
    select f.id, f.name, f.bytes, f.uploaded_at as "uploadedAt" from file f
    where f.uploaded_by = ${personId} and f.removed_at is null and f.preview_of is null order by f.uploaded_at, f.id`
}
