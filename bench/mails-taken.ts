/**
 * What a mailing came to: the mails that were handed over, and how quickly.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { TakenMail } from './load/mail-sink.ts'
import type { Crowd } from './site/crowd.ts'

/** Ms until nothing more is waited for: the gate. */
const patienceMs = 300_000

/** Gathers mails until there are enough and a moment more, for one that comes twice. */
export async function takenUntil(
  crowd: Crowd,
  isEnough: (mails: readonly TakenMail[]) => boolean,
): Promise<TakenMail[]> {
  const mails: TakenMail[] = []
  for (const started = Date.now(); Date.now() - started < patienceMs && !isEnough(mails); await wait(250)) {
    mails.push(...(await crowd.sink.taken()))
  }
  await wait(1000)
  return [...mails, ...(await crowd.sink.taken())]
}

/** A mailing after it was handed over. */
export interface HandedOver {
  /** Until the last mail; not a number where some did not come. */
  readonly seconds: number
  readonly perSecond: number
  /** People who did not get exactly one. */
  readonly wrong: number
  readonly detail: string
}

/** @param expected how many people get one */
export function handedOver(
  mails: readonly TakenMail[],
  { expected, sentAt }: { readonly expected: number; readonly sentAt: number },
): HandedOver {
  const times = new Map<string, number>()
  for (const { to } of mails) times.set(to, (times.get(to) ?? 0) + 1)
  const last = mails.reduce((latest, { at }) => Math.max(latest, at), 0)
  const seconds = mails.length >= expected ? (last - sentAt) / 1000 : Number.NaN
  return {
    seconds,
    perSecond: mails.length / seconds,
    wrong: [...times.values()].filter((n) => n !== 1).length + Math.abs(expected - times.size),
    detail: `${mails.length} mails to ${times.size} of ${expected} members`,
  }
}
