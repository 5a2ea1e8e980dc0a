/** Screens of no room. */
import { here, type Screen } from '#tests/screens/screen.ts'

export const screens: readonly Screen[] = [
  { name: 'api', who: 'visitor', at: here('/openapi.json'), isLong: true },
  { name: 'not-found', who: 'ben', at: here('/c/nowhere') },
]
