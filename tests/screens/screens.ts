/** The screens of all rooms, those that nothing is done on first; and how pictures are taken of them. */
import type { Screen } from '#tests/screens/screen.ts'
import { roomFiles } from '#tests/support/room-files.ts'

const all = (await roomFiles<readonly Screen[]>('screens')).flat()
export const screens: readonly Screen[] = [...all.filter(({ then }) => !then), ...all.filter(({ then }) => then)]

/** Widths in CSS pixels: a small phone, a tablet, a laptop. */
export const widths = [360, 768, 1280] as const
export const schemes = ['light', 'dark'] as const
