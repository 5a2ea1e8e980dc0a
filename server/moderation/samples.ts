/** A case, an act and a line of the log, for tests that ask every kind. */
import { shortId } from '#server/platform/ids.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

export const samples: RoomSamples = {
  async things(site, { page = '' }) {
    const { slug } = site.cast.community
    const thread = await startThread(site, 'ada', 'A heated week', 'It begins.')
    const post = await writePost(site, 'ben', thread, 'Words to report.')
    await site.as('cleo').send(`/c/${slug}/moderation/posts/${shortId(post)}/report`, { reason: 'unkind' })
    const [one] = (await site.as('ada').json(`/c/${slug}/moderation`)).json.waiting
    const other = await writePost(site, 'ben', thread, 'Words to hide.')
    await site.as('ada').send(`/c/${slug}/discussions/${shortId(thread.id)}/posts/${shortId(other)}/hiding`)
    const [line] = (await site.as('ada').json(`/c/${slug}/moderation/log`)).json.items
    return { case: shortId(one.id), line: shortId(line.id), act: shortId(line.id), entry: page }
  },
  fieldWords: {
    reason: 'unkind',
    days: 1,
    '/c/:community/moderation/cases/:case/decision act': 'keep',
  },
  ofOnesOwn: {
    'GET /c/:community/moderation/acts/:act': 'the person to whom, or to whose words, it was done',
    'POST /c/:community/moderation/acts/:act/answer': 'the person to whom, or to whose words, it was done',
  },
  notAtHand: {
    'POST /c/:community/moderation/acts/:act/seen': 'an answer',
    'POST /c/:community/moderation/log/:line/again': 'an act that was taken back',
    'POST /c/:community/moderation/people/:person/unmute': 'a muted member',
  },
}
