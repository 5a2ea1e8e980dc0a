/** Screens of Pings, and of the ballot in a mail. */
import { firstIn, type Guide, here, inCommunity, inDraft, type Screen } from '#tests/screens/screen.ts'
import { open, send, sendUnchecked } from '#tests/screens/steps.ts'
import { waitFor } from '#tests/support/wait-for.ts'

/** A Ping of the demo: open with most answers, open with too few for bars, closed. */
const pingWith = (which: 'most' | 'few' | 'closed') => async (guide: Guide) => {
  type Counted = { address: string; answered: number | null; threshold: number }
  const { open: asked, archive } = await guide.json<Record<'open' | 'archive', Counted[]>>(`${guide.community}/pings`)
  const answers = ({ answered }: Counted) => answered ?? 0
  const found = {
    most: asked.toSorted((one, other) => answers(other) - answers(one))[0],
    few: asked.findLast((one) => answers(one) < one.threshold),
    closed: archive[0],
  }[which]
  if (!found) throw new Error(`The demo has no such Ping: ${which}.`)
  return found.address
}

/** What the ballot asks. */
const questions = {
  en: {
    question: 'Which of our meetings could go first?',
    options: ['The Monday round', 'The status meeting', 'The planning on Fridays', 'None of them'],
  },
  de: {
    question: 'Auf welches Treffen könnten wir zuerst verzichten?',
    options: ['Die Montagsrunde', 'Das Statustreffen', 'Die Planung am Freitag', 'Auf keines'],
  },
}

const ballots = new WeakMap<Guide, Promise<string>>()

/** The address of an answer in Ben's mail of a Ping; the first call sends that Ping. */
export function ballot(guide: Guide): Promise<string> {
  const sent = ballots.get(guide) ?? sendPing(guide)
  ballots.set(guide, sent)
  return sent
}

async function sendPing({ json, community, language }: Guide): Promise<string> {
  await json(`${community}/pings`, { ...questions[language], hours: '48', send: true })
  let address: string | undefined
  const isThere = async () => {
    const { mails } = await json<{ mails: { id: string; kind: string }[] }>('/outbox?words=ben%40example.org')
    const mail = mails.find(({ kind }) => kind === 'ping')
    const { text } = mail ? await json<{ text: string | null }>(`/outbox/${mail.id}`) : { text: null }
    address = text?.match(/http\S+(\/b\/[^/\s]+\/\S+)/)?.[1]
    return address !== undefined
  }
  await waitFor(isThere, 'No mail of the Ping came into the outbox.')
  return address as string
}

export const screens: readonly Screen[] = [
  { name: 'ballot', who: 'visitor', at: ballot },
  { name: 'ballot-forged', who: 'visitor', at: here('/b/forged/link') },
  { name: 'pings', who: 'ben', at: inCommunity('/pings') },
  { name: 'pings-empty', who: 'ada', at: inDraft('/pings') },
  { name: 'ping-before-answering', who: 'ben', at: firstIn('/pings') },
  { name: 'ping-answered', who: 'cleo', at: pingWith('most') },
  { name: 'ping-under-threshold', who: 'ada', at: pingWith('few') },
  { name: 'ping-closed', who: 'ben', at: pingWith('closed') },
  { name: 'ping-leader', who: 'ada', at: firstIn('/pings') },
  { name: 'ping-new', who: 'ada', at: inCommunity('/pings/new') },
  { name: 'ping-refused', who: 'ada', at: inCommunity('/pings/new'), then: sendUnchecked },
  {
    name: 'ping-mail',
    who: 'ada',
    at: inCommunity('/pings/new'),
    async then(page) {
      const fields = page.locator('main form :is(input[type="text"], input:not([type]), textarea)')
      for (const [n, text] of ['What would you keep?', 'The card', 'The silence'].entries())
        await fields.nth(n).fill(text)
      await send(page)
      await page.locator('.letter iframe').waitFor()
    },
  },
  { name: 'ping-tools', who: 'ada', at: pingWith('few'), then: open('.ping-tools summary') },
  {
    name: 'ballot-done',
    who: 'visitor',
    at: ballot,
    async then(page) {
      await page.locator('form button').first().click()
      await page.waitForURL(/\/b\/done/)
    },
  },
]
