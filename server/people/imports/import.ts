/**
 * A file of people on its way: its states, what may be asked of it, and its refusals. Pure.
 */
import { z } from 'zod'
import { addressPart } from '#server/platform/ids.ts'
import { refusal } from '#server/platform/refuse.ts'

export const importStates = [
  'reading',
  'asking',
  'unreadable',
  'matching',
  'checking',
  'ready',
  'held',
  'running',
  'stopped',
  'done',
] as const
export type ImportState = (typeof importStates)[number]

export const inviteChoices = ['now', 'date', 'later'] as const
export type InviteChoice = (typeof inviteChoices)[number]

/** Lines that are looked over, or brought in, in one transaction. */
export const partLength = 500
/** Minutes between two waves of invitations; each has the people of one part. */
export const waveMinutes = 15
/** How long a file and its lines are kept, in days after it was brought in: a little longer than that can be taken back. */
export const keptDays = 40

/** Is it worked on just now, so that its page moves? */
export function isMoving(state: ImportState): boolean {
  return state === 'reading' || state === 'checking' || state === 'running'
}

/** May its columns and its encoding be corrected, and may it be put away? */
export function isOpen(state: ImportState): boolean {
  return state !== 'held' && state !== 'running' && state !== 'stopped' && state !== 'done'
}

/** When the people of one part are invited: part by part, so that not all mails leave at once. */
export function waveStart(
  { invite, inviteAt }: { readonly invite: InviteChoice; readonly inviteAt: Date | null },
  { begun, reached }: { readonly begun: Date; readonly reached: number },
): Date | 'never' {
  if (invite === 'later') return 'never'
  const from = invite === 'date' && inviteAt && inviteAt > begun ? inviteAt : begun
  return new Date(from.getTime() + Math.floor(reached / partLength) * waveMinutes * 60_000)
}

/** Where files of people are: of a community, or of the site. */
export function importsAddress(slug: string | null): string {
  return slug === null ? '/site/people/import' : `/c/${slug}/members/import`
}

/** The page of one. */
export function importAddress(slug: string | null, { id, fileName }: { id: string; fileName: string }): string {
  return `${importsAddress(slug)}/${addressPart(fileName, id)}`
}

export const countsShape = z.object({
  added: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  refused: z.number(),
})
export type Counts = z.infer<typeof countsShape>
export const noCounts: Counts = { added: 0, updated: 0, unchanged: 0, refused: 0 }

export const importIsRunning = refusal(
  'import_runs',
  409,
  'This file is being brought in, or was already. Nothing was changed; upload it again to bring in what is new.',
)
export const importNotReady = refusal(
  'import_not_ready',
  409,
  'This file is not looked over yet, so nobody was brought in. Wait until its result is shown.',
)
export const nobodyToInvite = refusal('nobody_to_invite', 409, 'Nobody of this file waits for an invitation any more.')
