/** What tests that ask every address must know of signing in and accounts. */
import type { RoomSamples } from '#tests/support/room-samples.ts'

export const samples: RoomSamples = {
  fieldWords: {
    email: 'somebody-new@example.org',
    locale: 'en',
    password: 'three words of mine',
    timeZone: 'Europe/Lisbon',
    zone: 'UTC',
  },
  ofOnesOwn: {
    'GET /account/sign-in': 'a session, no token',
    'GET /account/tokens': 'a session, no token',
    'GET /account/data.zip': 'a session, no token',
    'GET /account/erasure': 'a session, no token',
    'POST /account/erasure': 'a session, no token',
    'POST /account/password': 'a session, no token',
    'POST /sign-out/password': 'a session, no token',
    'POST /account/tokens': 'a session, no token',
    'POST /account/tokens/:token/removal': 'a session, no token',
    'POST /account/sessions/:session/removal': 'a session, no token',
    'POST /account/sessions/others/removal': 'a session, no token',
  },
  notAtHand: { 'POST /account/photo': 'a picture', 'GET /files/photos/:file': 'a picture' },
}
