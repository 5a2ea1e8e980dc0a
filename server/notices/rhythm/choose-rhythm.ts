/** A person chooses when their digest comes, and a time without any mail. */
import { chooseZone } from '#server/identity/room.ts'
import { type Rhythm, validQuiet } from '#server/notices/rhythm/rhythm.ts'
import { findToday, saveQuiet, saveRhythm } from '#server/notices/rhythm/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { forbidden, insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** Chooses hour, weekday and zone; the zone is the one in which the actor reads all times. @refuses forbidden */
export async function chooseRhythm(work: Work, actor: Actor, { timeZone, ...rhythm }: Rhythm): Promise<void> {
  const personId = personIdOf(actor) ?? refuse(forbidden)
  await chooseZone(work, actor, timeZone)
  await saveRhythm(work, personId, rhythm)
}

/** Wants no mail before a day, but such as the actor waits for; null lets it come again. @refuses forbidden · input_invalid */
export async function keepQuiet(work: Work, actor: Actor, until: string | null): Promise<void> {
  const personId = personIdOf(actor) ?? refuse(forbidden)
  const day = insist(validQuiet(until, await findToday(work, personId)))
  await saveQuiet(work, personId, day)
}
