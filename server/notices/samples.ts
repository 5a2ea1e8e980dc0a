/** A notice and a mail, for tests that ask every address. */
import { day } from '#server/platform/clock.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'

export const samples: RoomSamples = {
  async things(site) {
    const { rows } = await site.platform.database.readPool.query(
      `select (select id from mail limit 1) as mail, (select id from notice limit 1) as notice`,
    )
    const { mail, notice } = rows[0]
    return { mail: mail ?? 'none', notice: notice ?? 'none', answer: 'none', device: 'none' }
  },
  fieldWords: {
    '/inbox/readings until': new Date(0).toISOString(),
    '/inbox/quiet until': new Date(Date.now() + 7 * day).toISOString().slice(0, 10),
  },
  notAtHand: {
    'POST /inbox/devices': 'the session of a browser',
    'POST /inbox/devices/renewal': 'the session of a browser',
    'POST /inbox/devices/:device/removal': 'a device',
    'POST /inbox/:notice/readings': 'a notice of one’s own',
    'POST /inbox/answers/:answer/posting': 'an answer by mail in one’s own name',
    'POST /inbox/answers/:answer/removal': 'an answer by mail in one’s own name',
    'POST /inbox/settings/:community': 'a membership',
    'POST /inbox/settings/:community/silence': 'a membership',
    'POST /inbox/settings/:community/return': 'a membership',
  },
}
