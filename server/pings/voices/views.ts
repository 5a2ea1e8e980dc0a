/**
 * Consents as the one who gives them sees them: what is asked behind a mailed link, and what they have allowed so far.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { pingAddress } from '#server/pings/ping.ts'
import { consentUnknown, openConsentToken, reaches } from '#server/pings/voices/consent.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

export const consentPageView = z.object({
  /** Whose name it is about. */
  name: z.string(),
  /** Who asks; null where they have left the site. */
  asker: z.string().nullable(),
  community: z.object({ name: z.string(), hue: z.number() }),
  question: z.string(),
  options: z.array(z.string()),
  /** True once the Ping is out: it is too late to say anything about this one. */
  isSent: z.boolean(),
  /** What was said so far. */
  given: z.enum(reaches).nullable(),
})
export type ConsentPageView = z.infer<typeof consentPageView>

/** What a consent's mail and page are made of. */
export interface ConsentQuestion extends ConsentPageView {
  readonly id: string
  readonly personId: string
  readonly mailVersion: number
  readonly isOver: boolean
}

/** What somebody is asked, or null where it is gone. */
export async function readConsentQuestion(look: Look, consentId: string): Promise<ConsentQuestion | null> {
  const { rows } = await sql<Omit<ConsentQuestion, 'community'> & { community_name: string; hue: number }>`
    select x.id, x.person_id as "personId", h.name, h.mail_version as "mailVersion", a.name as asker,
      c.name as community_name, c.hue, p.question,
      array(select o.label from ping_option o where o.ping_id = p.id order by o.position) as options,
      p.state <> 'draft' as "isSent", x.withdrawn_at is not null as "isOver",
      case when x.given_at is not null and x.withdrawn_at is null then x.reach end as given
    from voice_consent x join ping p on p.id = x.ping_id join community c on c.id = x.community_id
    join person h on h.id = x.person_id and h.removed_at is null
    left join person a on a.id = x.asked_by and a.removed_at is null
    where x.id = ${consentId}`.execute(look.db as never)
  const row = rows[0]
  if (!row) return null
  const { community_name, hue, ...question } = row
  return { ...question, community: { name: community_name, hue } }
}

/**
 * The page behind a mailed link.
 * @refuses consent_unknown
 */
export async function readConsentPage(look: Look, token: string): Promise<ConsentPageView> {
  const opened = openConsentToken(look.platform.secrets, token) ?? refuse(consentUnknown)
  const question = await readConsentQuestion(look, opened.id)
  if (!question || question.mailVersion !== opened.version) refuse(consentUnknown)
  const { name, asker, community, options, isSent, given } = question
  return { name, asker, community, question: question.question, options, isSent, given }
}

export const voicesView = z.object({
  consents: z.array(
    z.object({
      id: z.string(),
      community: z.object({ slug: z.string(), name: z.string() }),
      asker: z.string().nullable(),
      reach: z.enum(reaches),
      givenAt: z.date(),
      /** The Ping it was asked with, where the reader may open it. */
      ping: z.object({ question: z.string(), address: z.string() }).nullable(),
    }),
  ),
})
export type VoicesView = z.infer<typeof voicesView>

/** What the actor has allowed and not taken back, the latest first. */
export async function listVoices(look: Look, actor: Actor): Promise<VoicesView> {
  const { rows } = await sql<{
    id: string
    slug: string
    community: string
    asker: string | null
    reach: 'this_one' | 'until_withdrawn'
    given_at: Date
    ping_id: string | null
    question: string | null
  }>`
    select x.id, c.slug, c.name as community, a.name as asker, x.reach, x.given_at, p.id as ping_id, p.question
    from voice_consent x join community c on c.id = x.community_id
    left join person a on a.id = x.asked_by and a.removed_at is null
    left join ping p on p.id = x.ping_id and p.state not in ('draft', 'scheduled') and exists (
      select from membership_shown m where m.community_id = p.community_id and m.person_id = x.person_id)
    where x.person_id = ${personIdOf(actor)}::uuid and x.given_at is not null and x.withdrawn_at is null
    order by x.given_at desc limit 100`.execute(look.db as never)
  return {
    consents: rows.map((row) => ({
      id: row.id,
      community: { slug: row.slug, name: row.community },
      asker: row.asker,
      reach: row.reach,
      givenAt: row.given_at,
      ping:
        row.ping_id && row.question
          ? { question: row.question, address: pingAddress(row.slug, { id: row.ping_id, question: row.question }) }
          : null,
    })),
  }
}
