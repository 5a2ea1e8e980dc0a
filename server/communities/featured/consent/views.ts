/**
 * Consents as the asked person sees them: the questions, by a mailed link or on their own list, and what they have allowed.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { consentUnknown, reaches } from '#server/communities/featured/consent/consent.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { EntryKinds, InNameOf } from '#server/platform/entry-kind.ts'
import { refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { OpenedToken } from '#server/platform/secrets.ts'
import type { Look } from '#server/platform/work.ts'

/** An entry as it would go out in a person's name, with the parts its kind adds. */
const askedEntry = z.looseObject({
  /** The person whose name it is about. */
  name: z.string(),
  /** The person who asks; null where they have left the site. */
  asker: z.string().nullable(),
  community: z.object({ name: z.string(), hue: z.number() }),
  /** Its title: of a Ping the question. */
  question: z.string(),
  language: z.string(),
  /** The time zone of the person whose name it is. */
  zone: z.string(),
  /** To how many it would go. */
  members: z.number(),
})
export type AskedEntry = z.infer<typeof askedEntry>

const decision = z.object({
  /** True once it is out: it is too late to say anything about this one. */
  isSent: z.boolean(),
  /** The answer so far; null without an answer. */
  given: z.enum([...reaches, 'no']).nullable(),
  /** True for a reader who is signed in as somebody else: they decide nothing here. */
  isOthers: z.boolean(),
})
const question = z.object({ id: z.string() })
const consent = z.object({
  id: z.string(),
  community: z.object({ slug: z.string(), name: z.string() }),
  asker: z.string().nullable(),
  reach: z.enum(reaches),
  givenAt: z.date(),
})
/** What it was asked with, and its address once it is out and the reader may open it; null where the yes has outlived it. */
const listedEntry = z.object({ question: z.string(), address: z.string().nullable() }).nullable()
export type ListedEntry = z.infer<typeof listedEntry>

/** A view that holds an entry under the name of its kind: `ping`. */
type OfKind<V> = V & { readonly [kind: string]: unknown }

function ofKind<V extends z.ZodObject>(view: V, entry: z.ZodType) {
  return view.catchall(entry) as unknown as z.ZodType<OfKind<z.infer<V>>>
}

export const consentPageView = ofKind(decision, askedEntry)
export type ConsentPageView = z.infer<typeof consentPageView>

export const consentsView = z.object({
  /** What waits for an answer, each as it would go out. */
  questions: z.array(ofKind(question, askedEntry)),
  consents: z.array(ofKind(consent, listedEntry)),
})
export type ConsentsView = z.infer<typeof consentsView>

/** The entry of a view, and how its kind goes out in somebody's name. */
export function inView<E>(view: OfKind<object>, kinds: EntryKinds): { entry: E; inNameOf: InNameOf } {
  for (const { kind, inNameOf } of kinds.values())
    if (inNameOf && Object.hasOwn(view, kind)) return { entry: view[kind] as E, inNameOf }
  throw new Error('A consent is to an entry of a kind that says how it goes out in somebody’s name.')
}

/** What a consent's mail and page are made of. */
const consentQuestion = decision.omit({ isOthers: true }).extend({
  id: z.string(),
  personId: z.string(),
  mailVersion: z.number(),
  kind: z.string(),
  asked: askedEntry,
})
export type ConsentQuestion = z.infer<typeof consentQuestion>

/** A yes of `x`'s person to all entries of this kind by the person who asks, this entry among them. */
const lastingYes = sql`exists (
  select from featured_consent y
  where y.community_id = x.community_id and y.kind = x.kind and y.person_id = x.person_id and y.asked_by = x.asked_by
    and y.reach = 'until_withdrawn' and y.withdrawn_at is null)`

const isMember = sql`exists (
  select from membership_shown m where m.community_id = x.community_id and m.person_id = x.person_id)`

async function readQuestions(look: Look, which: RawBuilder<unknown>): Promise<ConsentQuestion[]> {
  const given = await rows(look, () => consentQuestion.extend({ entryId: z.string() }))`
    select x.id, x.person_id as "personId", h.mail_version as "mailVersion", x.kind, x.entry_id as "entryId",
      json_build_object('name', h.name, 'asker', a.name, 'community', json_build_object('name', c.name, 'hue', c.hue),
        'question', e.title, 'language', e.language, 'zone', coalesce(h.time_zone, c.time_zone),
        'members', case when e.audience_id is null
          then (select count(*) from membership_shown m where m.community_id = c.id) else members_in_audience(e.audience_id) end) as asked,
      e.shown_from is not null as "isSent",
      case when x.withdrawn_at is not null then 'no' when ${lastingYes} then 'until_withdrawn' else x.reach end as given
    from featured_consent x join community_shown c on c.id = x.community_id
    join entry e on e.id = x.entry_id and e.removed_at is null and e.hidden_at is null
    join person h on h.id = x.person_id and h.removed_at is null
    left join person a on a.id = x.asked_by and a.removed_at is null
    where ${which} order by x.asked_at desc limit 100`
  const details = new Map<string, object>()
  for (const [kind, ofIt] of Map.groupBy(given, (row) => row.kind)) {
    const ids = ofIt.map(({ entryId }) => entryId)
    const found = await look.platform.declared.kinds.get(kind)?.inNameOf?.details(look, ids)
    for (const [id, detail] of found ?? []) details.set(id, detail)
  }
  return given.map(({ entryId, ...row }) => ({ ...row, asked: { ...row.asked, ...details.get(entryId) } }))
}

/** The question to a person, or null where it is gone. */
export async function readConsentQuestion(look: Look, consentId: string): Promise<ConsentQuestion | null> {
  return (await readQuestions(look, sql`x.id = ${consentId}`))[0] ?? null
}

/**
 * The page behind a mailed link.
 * @refuses consent_unknown
 */
export async function readConsentPage(look: Look, actor: Actor, { id, version }: OpenedToken) {
  const question = await readConsentQuestion(look, id)
  if (question?.mailVersion !== version) return refuse(consentUnknown)
  const { kind, asked, isSent, given, personId } = question
  const me = personIdOf(actor)
  return { [kind]: asked, isSent, given, isOthers: me !== null && me !== personId }
}

/** The questions to the actor, and what they have allowed and not taken back, the latest first. */
export async function listConsents(look: Look, actor: Actor): Promise<ConsentsView> {
  const me = personIdOf(actor)
  const [questions, consents] = await Promise.all([
    readQuestions(
      look,
      sql`x.person_id = ${me}::uuid and x.given_at is null and x.withdrawn_at is null and e.shown_from is null
        and not ${lastingYes} and c.status <> 'archived' and ${isMember}`,
    ),
    readConsents(look, me),
  ])
  return { questions: questions.map(({ id, kind, asked }) => ({ id, [kind]: asked })), consents }
}

async function readConsents(look: Look, personId: string | null): Promise<ConsentsView['consents']> {
  const found = await rows(look, () =>
    consent.extend({
      kind: z.string(),
      entry: z.object({ id: z.string(), title: z.string(), isOpenTo: z.boolean() }).nullable(),
    }),
  )`
    select x.id, json_build_object('slug', c.slug, 'name', c.name) as community, a.name as asker, x.reach, x.given_at as "givenAt",
      x.kind, case when e.id is not null then json_build_object('id', e.id, 'title', e.title,
        'isOpenTo', exists (select from entry_reader r where r.entry_id = e.id and r.person_id = x.person_id)) end as entry
    from featured_consent x join community_shown c on c.id = x.community_id
    left join person a on a.id = x.asked_by and a.removed_at is null
    left join entry e on e.id = x.entry_id and e.removed_at is null and e.hidden_at is null
    where x.person_id = ${personId}::uuid and x.given_at is not null and x.withdrawn_at is null
    order by x.given_at desc limit 100`
  const { kinds } = look.platform.declared
  return found.map(({ kind, entry, ...row }) => ({
    ...row,
    [kind]: entry && {
      question: entry.title,
      address: entry.isOpenTo ? (kinds.get(kind)?.address(row.community.slug, entry) ?? null) : null,
    },
  }))
}
