/**
 * Consents as the one who gives them sees them: what is asked, behind a mailed link or on their own list, and what they have allowed.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { pingAddress } from '#server/pings/ping.ts'
import { consentUnknown, openConsentToken, type Reach, reaches } from '#server/pings/voices/consent.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

/** A Ping as it would go out in somebody's name. */
const askedPing = z.object({
  /** Whose name it is about. */
  name: z.string(),
  /** Who asks; null where they have left the site. */
  asker: z.string().nullable(),
  community: z.object({ name: z.string(), hue: z.number() }),
  question: z.string(),
  language: z.string(),
  options: z.array(z.string()),
  /** How long it is open from its sending, where no hour was picked. */
  hours: z.number(),
  /** The hour that was picked, or null. */
  picked: z.date().nullable(),
  /** The zone of whose name it is. */
  zone: z.string(),
  /** To how many it would go. */
  members: z.number(),
})
export type AskedPing = z.infer<typeof askedPing>

export const consentPageView = z.object({
  ping: askedPing,
  /** True once the Ping is out: it is too late to say anything about this one. */
  isSent: z.boolean(),
  /** What was said so far; null where nothing was. */
  given: z.enum([...reaches, 'no']).nullable(),
  /** True for whoever is signed in as somebody else: they decide nothing here. */
  isOthers: z.boolean(),
})
export type ConsentPageView = z.infer<typeof consentPageView>

/** What a consent's mail and page are made of. */
export interface ConsentQuestion extends Omit<ConsentPageView, 'isOthers'> {
  readonly id: string
  readonly personId: string
  readonly mailVersion: number
}

/** A yes of `x`'s person to all of its asker's Pings, of which this one is one. */
const lastingYes = sql`exists (
  select from voice_consent y
  where y.community_id = x.community_id and y.person_id = x.person_id and y.asked_by = x.asked_by
    and y.reach = 'until_withdrawn' and y.withdrawn_at is null)`

async function readQuestions(look: Look, which: RawBuilder<unknown>): Promise<ConsentQuestion[]> {
  const { rows } = await sql<Omit<ConsentQuestion, 'ping'> & AskedPing>`
    select x.id, x.person_id as "personId", h.name, h.mail_version as "mailVersion", a.name as asker,
      json_build_object('name', c.name, 'hue', c.hue) as community, p.question, p.language,
      array(select o.label from ping_option o where o.ping_id = p.id order by o.position) as options,
      p.hours, p.closes_at as picked, coalesce(h.time_zone, c.time_zone) as zone,
      (select count(*) from membership_shown m where m.community_id = c.id) as members, p.state <> 'draft' as "isSent",
      case when x.withdrawn_at is not null then 'no' when ${lastingYes} then 'until_withdrawn' else x.reach end as given
    from voice_consent x join ping_entry p on p.id = x.ping_id join community c on c.id = x.community_id
    join person h on h.id = x.person_id and h.removed_at is null
    left join person a on a.id = x.asked_by and a.removed_at is null
    where ${which} order by x.asked_at desc limit 100`.execute(look.db as never)
  return rows.map(({ id, personId, mailVersion, isSent, given, ...ping }) => ({
    ...{ id, personId, mailVersion, isSent, given },
    ping,
  }))
}

/** What somebody is asked, or null where it is gone. */
export async function readConsentQuestion(look: Look, consentId: string): Promise<ConsentQuestion | null> {
  return (await readQuestions(look, sql`x.id = ${consentId}`))[0] ?? null
}

/**
 * The page behind a mailed link.
 * @refuses consent_unknown
 */
export async function readConsentPage(look: Look, actor: Actor, token: string): Promise<ConsentPageView> {
  const opened = openConsentToken(look.platform.secrets, token) ?? refuse(consentUnknown)
  const question = await readConsentQuestion(look, opened.id)
  if (!question || question.mailVersion !== opened.version) refuse(consentUnknown)
  const { ping, isSent, given, personId } = question
  const me = personIdOf(actor)
  return { ping, isSent, given, isOthers: me !== null && me !== personId }
}

export const voicesView = z.object({
  /** What waits for an answer, each as it would go out. */
  questions: z.array(z.object({ id: z.string(), ping: askedPing })),
  consents: z.array(
    z.object({
      id: z.string(),
      community: z.object({ slug: z.string(), name: z.string() }),
      asker: z.string().nullable(),
      reach: z.enum(reaches),
      givenAt: z.date(),
      /** The Ping it was asked with, and its address once it is out and the reader may open it. */
      ping: z.object({ question: z.string(), address: z.string().nullable() }).nullable(),
    }),
  ),
})
export type VoicesView = z.infer<typeof voicesView>

/** What the actor is asked, and what they have allowed and not taken back, the latest first. */
export async function listVoices(look: Look, actor: Actor): Promise<VoicesView> {
  const me = personIdOf(actor)
  const [questions, consents] = await Promise.all([
    readQuestions(
      look,
      sql`x.person_id = ${me}::uuid and x.given_at is null and x.withdrawn_at is null and p.state = 'draft'
        and not ${lastingYes} and c.status <> 'archived' and exists (
          select from membership_shown m where m.community_id = x.community_id and m.person_id = x.person_id)`,
    ),
    readConsents(look, me),
  ])
  return { questions: questions.map(({ id, ping }) => ({ id, ping })), consents }
}

async function readConsents(look: Look, personId: string | null): Promise<VoicesView['consents']> {
  const { rows } = await sql<{
    id: string
    slug: string
    community: string
    asker: string | null
    reach: Reach
    given_at: Date
    ping_id: string | null
    question: string | null
    is_open_to: boolean
  }>`
    select x.id, c.slug, c.name as community, a.name as asker, x.reach, x.given_at, p.id as ping_id, p.question,
      p.state not in ('draft', 'scheduled') and exists (
        select from membership_shown m where m.community_id = x.community_id and m.person_id = x.person_id) as is_open_to
    from voice_consent x join community c on c.id = x.community_id
    left join person a on a.id = x.asked_by and a.removed_at is null
    left join ping_entry p on p.id = x.ping_id
    where x.person_id = ${personId}::uuid and x.given_at is not null and x.withdrawn_at is null
    order by x.given_at desc limit 100`.execute(look.db as never)
  return rows.map(({ id, slug, community: name, asker, reach, given_at: givenAt, ping_id, question, is_open_to }) => ({
    ...{ id, asker, reach, givenAt },
    community: { slug, name },
    ping:
      ping_id && question
        ? { question, address: is_open_to ? pingAddress(slug, { id: ping_id, question }) : null }
        : null,
  }))
}
