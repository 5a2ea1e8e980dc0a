/**
 * An act is taken back from its line in the audit: first one reads what that does to whom, and what stays; then it is done, and is a
 * line of the audit itself.
 */
import { z } from 'zod'
import { peopleIn } from '#server/platform/activity.ts'
import type { Actor } from '#server/platform/actor.ts'
import { addressId, optionalLine, several } from '#server/platform/http/input.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, notFound, refusal, refuse } from '#server/platform/refuse.ts'
import { type AnyTakeBack, type Outlook, type PastAct, takeBackDays } from '#server/platform/take-back.ts'
import { folded } from '#server/platform/words.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { actTakenBack } from '#server/site/activities.ts'
import { type AuditLine, auditLineView } from '#server/site/audit/audit.ts'
import { findLine, readAct } from '#server/site/audit/reads-audit.ts'

const notTakenBack = refusal('not_taken_back', 409, 'What this line says cannot be taken back from here.')
const tooLongAgo = refusal(
  'too_long_ago',
  409,
  'This was done more than 30 days ago, so it is not taken back any more.',
)
const nothingLeft = refusal(
  'nothing_left',
  409,
  'Nothing of this is left to be taken back: others have changed it since. Nothing was done.',
)
export const whyNotTakenBack = [notTakenBack, tooLongAgo, nothingLeft] as const

/** The people named on a page; a list that is longer is searched. */
const mostShown = 100

const outlookView = z.object({ personId: z.string(), name: z.string(), says: z.string() })
const peopleView = z.object({
  count: z.number(),
  /** The first hundred, by name; with `q`, those whose name has these words. */
  people: z.array(outlookView),
})

export const takingBackView = z.object({
  line: auditLineView,
  /** Those for whom it would be taken back, and how. */
  changes: peopleView,
  /** Those who stay as they are, and why. */
  stays: peopleView,
})
export type TakingBack = z.infer<typeof takingBackView>

export const outlookInput = z.object({ q: optionalLine(100).catch('') })

/** For all for whom it can be, or for those who are ticked. */
export const takingBackInput = z.object({
  which: z.enum(['all', 'ticked']).default('ticked'),
  persons: several(addressId),
})

/** A line of the audit; one of this community, where a community's page asks. */
export interface LineRef {
  readonly line: string
  readonly communityId: string | null
}

/**
 * What taking back an act would do now. The caller checks whether the actor may read the audit.
 * @refuses not_found · forbidden · not_taken_back · too_long_ago · and what the act itself refuses
 */
export async function readTakingBack(
  look: Look,
  actor: Actor,
  asked: LineRef & z.infer<typeof outlookInput>,
): Promise<TakingBack> {
  const { line, rule, act } = await findToTakeBack(look, actor, asked)
  const outlook = await rule.outlook(look, actor, act)
  const words = folded(asked.q).split(/\s+/)
  const part = (isOpen: boolean) => {
    const all = outlook.filter((one) => one.isOpen === isOpen)
    const found = all.filter(({ name }) => words.every((word) => folded(name).includes(word)))
    return { count: all.length, people: found.slice(0, mostShown).map(shown) }
  }
  return { line, changes: part(true), stays: part(false) }
}

function shown({ personId, name, says }: Outlook) {
  return { personId, name, says }
}

export const takenBackView = z.object({
  /** For how many it was taken back, and how many stay as they are. */
  takenBack: z.number(),
  stayed: z.number(),
})
type TakenBack = z.infer<typeof takenBackView>

/** The sentence on the next page. */
export function flashOfTakenBack({ takenBack, stayed }: TakenBack) {
  return {
    flash:
      '{stayed, plural, =0 {{n, plural, one {Taken back.} other {Taken back for # people.}}} other {Taken back for {n, plural, one {# person} other {# people}}; # stay as they are.}}',
    values: { n: takenBack, stayed },
  }
}

/**
 * Takes an act back for all for whom it can be now, or for some of them. The caller checks whether the actor may read the audit.
 * @refuses not_found · forbidden · not_taken_back · too_long_ago · nothing_left · and what the act itself refuses
 */
export async function takeActBack(
  work: Work,
  actor: Actor,
  asked: LineRef & z.infer<typeof takingBackInput>,
): Promise<TakenBack> {
  const { line, rule, act } = await findToTakeBack(work, actor, asked)
  await rule.lock(work, act)
  const outlook = await rule.outlook(work, actor, act)
  const meant = asked.which === 'all' ? outlook : outlook.filter(({ personId }) => asked.persons.includes(personId))
  const personIds = meant.filter(({ isOpen }) => isOpen).map(({ personId }) => personId)
  if (personIds.length === 0) refuse(nothingLeft)
  await rule.run(work, actor, act, personIds)
  await recordTakenBack(
    work,
    actor,
    { ...line, communityId: act.communityId },
    rule.isOfThing ? peopleIn(act.facts) : personIds,
  )
  return { takenBack: personIds.length, stayed: meant.length - personIds.length }
}

/** The line of the audit that says that an act was taken back, for these people. */
export async function recordTakenBack(
  work: Work,
  actor: Actor,
  act: Pick<PastAct<unknown>, 'id' | 'communityId'> & {
    readonly verb: string
    readonly facts?: { readonly role?: unknown }
  },
  personIds: readonly string[],
): Promise<void> {
  const role = act.facts?.role
  await work.record(actTakenBack, {
    communityId: act.communityId,
    by: actor,
    objectId: act.id,
    facts: { personIds: [...personIds], verb: act.verb, ...(typeof role === 'string' && { role }) },
  })
}

async function findToTakeBack(look: Look, actor: Actor, asked: LineRef) {
  const line = (await findLine(look, actor, { id: asked.line, communityId: asked.communityId })) ?? refuse(notFound)
  const rule = look.platform.declared.takeBacks.get(line.verb) ?? refuse(notTakenBack)
  if (!may(actor, rule.permission, line.community?.id ?? null)) refuse(forbidden)
  return { line, rule, act: await findAct(look, line, rule) }
}

async function findAct(look: Look, line: AuditLine, rule: AnyTakeBack): Promise<PastAct<unknown>> {
  if (look.now.getTime() - line.at.getTime() >= takeBackDays * 86_400_000) refuse(tooLongAgo)
  // Without its activity it is not known any more what the act brought.
  const act = (await readAct(look, line.id)) ?? refuse(tooLongAgo)
  const facts = rule.kind.facts.safeParse(act.facts)
  return facts.success ? { ...act, facts: facts.data } : refuse(notTakenBack)
}
