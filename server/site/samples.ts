/** What tests that ask every address must know of those who run the site. */
import type { RoomSamples } from '#tests/support/room-samples.ts'

export const samples: RoomSamples = {
  notAtHand: { 'POST /site/people/:person': 'an address that nobody has yet' },
}
