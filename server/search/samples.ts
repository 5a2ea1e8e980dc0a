/** What tests ask search, as every kind of person. */
import type { RoomSamples } from '#tests/support/room-samples.ts'

export const samples: RoomSamples = { lists: ['/search?q=WORD'] }
