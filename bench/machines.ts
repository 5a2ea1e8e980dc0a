/**
 * Machines that open mails before people do: no opening of theirs is a vote, and no vote of theirs counts. And an office.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { launch } from '#tests/support/browser.ts'
import type { Figure } from './figure.ts'
import { putLoadFor } from './load/load.ts'
import type { LoadRequest } from './load/request.ts'
import type { Bench, Part } from './part.ts'
import { type Ballot, type Crowd, opening, pressing, shownVotes, storedVotes, takeBallots } from './site/crowd.ts'
import { drained } from './site/drained.ts'
import type { KnownPing } from './site/known.ts'
import { asSuperuser } from './site/superuser.ts'

/** How long a vote from the mail is watched for other openings, and a little more, in ms. */
const watchMs = 12_000
/** Windows of the browser open at one time. */
const windows = 25

export const machines: Part = {
  name: 'machines',
  says: 'Five kinds of machines against 1,000 ballots, then 300 people behind one address.',
  runs: 1,
  async measure(bench) {
    const crowd = await bench.crowded()
    const { site } = crowd
    const { ping, ballots } = await takeBallots(crowd, bench.many(1300))
    const before = await storedVotes(site, ping)
    const scanned = ballots.slice(0, bench.many(1000))
    const office = ballots.slice(bench.many(1000))
    const each = (make: (ballot: Ballot, answer: number) => LoadRequest) =>
      scanned.flatMap((ballot) => ballot.links.map((_, answer) => make(ballot, answer)))
    const open = (requests: readonly LoadRequest[], statuses: readonly number[] = [200]) =>
      putLoadFor(statuses, {
        kind: 'closed',
        origin: site.program.url,
        requests,
        once: true,
        connections: 16,
        seconds: 120,
      })
    const figures: Figure[] = []
    const count = async (name: string, detail: string) => {
      const { rows, aside } = await storedVotes(site, ping)
      figures.push(votesOf(name, rows + aside - before.rows - before.aside, detail))
    }

    bench.say('A machine that asks for the head of every link')
    const heads = await open(each((ballot, answer) => opening(ballot, answer, 'HEAD')))
    await count(
      'votes by one that asks for every head',
      `${heads.answered} requests, ${Math.round(heads.rate)}/s, p99 ${heads.p99.toFixed(0)} ms`,
    )
    bench.say('One that opens every link twice at the same time')
    const twice = await open(each((ballot, answer) => opening(ballot, answer)).flatMap((one) => [one, one]))
    await count(
      'votes by one that opens every link twice',
      `${twice.answered} requests, ${Math.round(twice.rate)}/s, p99 ${twice.p99.toFixed(0)} ms`,
    )
    bench.say('A browser that runs the script, scrolls and waits')
    const visits = await browse(bench, crowd, scanned.slice(0, bench.many(100)))
    await count('votes by a browser that runs the script', `${visits} ballots, each 10 s in sight`)
    bench.say('One that opens every link in another order half an hour later')
    await halfAnHourLater(crowd, async () => {
      const shuffled = each((ballot, answer) => opening(ballot, answer)).sort((a, b) => (endOf(a) < endOf(b) ? -1 : 1))
      const later = await open(shuffled)
      await count('votes by one that comes again half an hour later', `${later.answered} requests`)
    })
    bench.say('One that presses the first button of every link')
    const pressed = await open(
      each((ballot, answer) => opening(ballot, answer)).flatMap((one, i) => [
        one,
        pressing(scanned[Math.floor(i / ping.options.length)] as Ballot, i % ping.options.length),
      ]),
      [200, 303],
    )
    await wait(bench.isQuick ? 13_000 : watchMs)
    await drained(site)
    const { rows, aside } = await storedVotes(site, ping)
    figures.push(
      votesOf(
        'counted votes by one that presses every button',
        rows - before.rows,
        `${pressed.statuses[303]} answers, ${aside - before.aside} put aside`,
      ),
    )
    figures.push(await officeOf(bench, crowd, ping, office))
    return figures
  },
}

/** The end of an address is as good as a random number. */
function endOf({ path }: LoadRequest): string {
  return path.slice(-12)
}

function votesOf(name: string, value: number, detail: string): Figure {
  return { name, value, unit: '', wants: 'at most', gate: 0, goal: 0, detail }
}

/** Everybody behind one address opens one link and presses its button. */
async function officeOf(bench: Bench, crowd: Crowd, ping: KnownPing, ballots: readonly Ballot[]): Promise<Figure> {
  bench.say(`${ballots.length} people behind one address`)
  const { site } = crowd
  const before = (await storedVotes(site, ping)).rows
  const press = (requests: readonly LoadRequest[], statuses: readonly number[]) =>
    putLoadFor(statuses, {
      kind: 'closed',
      origin: site.program.url,
      requests,
      once: true,
      connections: 16,
      seconds: 60,
    })
  await press(
    ballots.map((one, i) => opening(one, i % 3)),
    [200],
  )
  await press(
    ballots.map((one, i) => pressing(one, i % 3)),
    [303],
  )
  await wait(bench.isQuick ? 0 : watchMs)
  await drained(site)
  const counted = (await storedVotes(site, ping)).rows - before
  return {
    name: 'votes counted of 300 people behind one address',
    value: (counted / ballots.length) * 300,
    unit: '',
    wants: 'at least',
    gate: 300,
    goal: 300,
    detail: `${counted} of ${ballots.length}; the page shows ${await shownVotes(site, ping)}`,
  }
}

/** Each ballot in a window of its own, as a scanner's sandbox does it: nothing is remembered from one to the next. */
async function browse(bench: Bench, { site }: Crowd, ballots: readonly Ballot[]): Promise<number> {
  const browser = await launch()
  const waiting = [...ballots]
  let visits = 0
  const line = async () => {
    for (let ballot = waiting.pop(); ballot; ballot = waiting.pop()) {
      const window = await browser.newContext()
      const page = await window.newPage()
      await page.goto(`${site.program.url}${ballot.links[visits++ % ballot.links.length]}`)
      await page.mouse.wheel(0, 2000)
      await wait(bench.seconds(10))
      await window.close()
    }
  }
  try {
    await Promise.all(Array.from({ length: windows }, line))
  } finally {
    await browser.close()
  }
  return visits
}

/** Half an hour later: the database's clock has gone on, and what the program remembered of openings is forgotten. */
async function halfAnHourLater({ site }: Crowd, run: () => Promise<void>): Promise<void> {
  await asSuperuser(site.pool, `alter database guildhall set guildhall.shift = '30 minutes'`)
  await site.restart()
  await run()
  await asSuperuser(site.pool, 'alter database guildhall reset guildhall.shift')
  await site.restart()
}
