/**
 * The agreement for its readers, and for the leaders who write it.
 */
import { z } from 'zod'
import { type CommunityHead, communityHeadView } from '#server/communities/community.ts'
import { findCommunity } from '#server/communities/store.ts'
import { type Actor, membershipIn, personIdOf } from '#server/platform/actor.ts'
import { renderMarkdown } from '#server/platform/markdown/markdown.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const writtenVersion = z.object({ version: z.number(), source: z.string(), writtenAt: z.date() })

export const agreementView = z.object({
  community: communityHeadView,
  /** Null where the community has none. */
  agreement: writtenVersion.extend({ html: z.string() }).nullable(),
  /** What the reader accepted last; null where they never did. */
  accepted: z.object({ version: z.number(), at: z.date() }).nullable(),
  /** Do they have to accept it before they take part? */
  isWaiting: z.boolean(),
})
export type AgreementView = z.infer<typeof agreementView>

const ownRow = writtenVersion.extend({ acceptedVersion: z.number().nullable(), acceptedAt: z.date().nullable() })

/** The agreement as this reader finds it. @refuses not_found */
export async function readAgreement(look: Look, actor: Actor, slug: string): Promise<AgreementView> {
  const community = await findCommunity(look, actor, slug)
  const [row] = await rows(look, ownRow)`
    select v.version, v.source, v.written_at as "writtenAt", y.version as "acceptedVersion", y.accepted_at as "acceptedAt"
    from agreement a join agreement_version v using (community_id, version)
    left join lateral (
      select c.version, c.accepted_at from agreement_acceptance c
      where c.community_id = a.community_id and c.person_id = ${personIdOf(actor)}::uuid order by c.version desc limit 1) y on true
    where a.community_id = ${community.id}`
  if (!row) return { community, agreement: null, accepted: null, isWaiting: false }
  const { acceptedVersion, acceptedAt, ...text } = row
  const { html } = await renderMarkdown(row.source, { anchor: 'agreement' })
  return {
    community,
    agreement: { ...text, html },
    accepted: acceptedVersion === null || !acceptedAt ? null : { version: acceptedVersion, at: acceptedAt },
    isWaiting: membershipIn(actor, community.id)?.agreement != null,
  }
}

/** The agreement as the settings tell of it. */
export const agreementState = z.object({
  agreement: writtenVersion.nullable(),
  /** Members who accepted it, and those who have to and have not. */
  accepted: z.number(),
  waiting: z.number(),
})
type AgreementState = z.infer<typeof agreementState>

export const agreementSettingsView = agreementState.extend({ community: communityHeadView })
export type AgreementSettings = z.infer<typeof agreementSettingsView>

const stateRow = writtenVersion.extend({ accepted: z.number(), waiting: z.number() })

/** The agreement of a community that the caller has found, with how many members said yes. One query. */
export async function readAgreementState(look: Look, community: Pick<CommunityHead, 'id'>): Promise<AgreementState> {
  const [row] = await rows(look, stateRow)`
    select v.version, v.source, v.written_at as "writtenAt",
      (select count(distinct c.person_id) from agreement_acceptance c join membership_shown m using (community_id, person_id)
        where c.community_id = a.community_id and c.version >= a.accepted_from) as accepted,
      (select count(*) from agreement_due d join membership_shown m using (community_id, person_id)
        where d.community_id = a.community_id
          and exists (select from membership_permission g where g.community_id = d.community_id and g.person_id = d.person_id and g.permission <> 'read')
          and not exists (select from membership_permission g
            where g.community_id = d.community_id and g.person_id = d.person_id and g.permission = 'community_settings')) as waiting
    from agreement a join agreement_version v using (community_id, version)
    where a.community_id = ${community.id}`
  if (!row) return { agreement: null, accepted: 0, waiting: 0 }
  const { accepted, waiting, ...agreement } = row
  return { agreement, accepted, waiting }
}

/** The same for the leader who writes it. @refuses not_found · forbidden */
export async function readAgreementSettings(look: Look, actor: Actor, slug: string): Promise<AgreementSettings> {
  const community = await findCommunity(look, actor, slug)
  if (!community.can.settings) refuse(forbidden)
  return { community, ...(await readAgreementState(look, community)) }
}
