/** Muting a discussion from one of its mails. */
import { z } from 'zod'
import { followThread } from '#server/discussions/follow-thread.ts'
import { muteLink } from '#server/discussions/muting/mute-link.ts'
import { mutingPage } from '#server/discussions/muting/page.ts'
import { readMuting } from '#server/discussions/muting/reads-muting.ts'
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import { lightAct, lightHeaders } from '#server/platform/mail/acts/light-page.ts'
import { mailActChoice, mailActPage } from '#server/platform/mail/acts/mail-act.ts'
import { forbidden } from '#server/platform/refuse.ts'

const was = z.enum(['following', 'none']).catch('none').default('none')
const limit = { times: 60, seconds: 600 } as const

export const mutingRoutes: readonly Endpoint[] = [
  mailActPage(muteLink, {
    summary: 'A discussion, with a button that mutes it, for the holder of this mailed link. Opening it mutes nothing.',
    json: 'none',
    headers: lightHeaders,
    refusals: [forbidden],
    query: { was },
    read: async (look, _actor, key, sent) => ({ ...(await readMuting(look, key)).view, ...sent }),
    page: mutingPage,
  }),
  mailActChoice(muteLink, {
    ...lightAct,
    summary: 'Mutes a discussion from one of its mails.',
    byMail: { from: ['reply'], does: 'Mute the discussion that the mail is about, and undo that' },
    refusals: [forbidden],
    limit,
    async press(work, _actor, key) {
      const { actor, where, view } = await readMuting(work, key)
      await followThread(work, actor, { ...where, state: 'muted' })
      return view.state === 'following' ? 'following' : 'none'
    },
    respond: (before, { token }) => ({ location: `${muteLink.path}/${token}?was=${before}` }),
  }),
  mailActChoice(muteLink, {
    ...lightAct,
    at: '/undo',
    summary: 'Ends muting a discussion, from the page on which it was muted.',
    byMail: 'part of another',
    refusals: [forbidden],
    limit,
    sends: { was },
    async press(work, _actor, key, sent) {
      const { actor, where } = await readMuting(work, key)
      await followThread(work, actor, { ...where, state: sent.was === 'following' ? 'following' : null })
    },
  }),
]
