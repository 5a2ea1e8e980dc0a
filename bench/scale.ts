/**
 * The same pages where ten times as much is stored.
 */
import { randomUUID } from 'node:crypto'
import type { Figure } from './figure.ts'
import { putLoadFor } from './load/load.ts'
import type { LoadRequest } from './load/request.ts'
import type { Bench, Part } from './part.ts'
import { drained } from './site/drained.ts'
import { openPing, threadsOfLength } from './site/known.ts'
import { readsOf } from './site/reading.ts'
import { formOf, type Site } from './site/site.ts'

/** How often each site is asked, in turn, so that other work on the machine affects both. */
const turns = 3

interface Action {
  readonly name: string
  readonly statuses: readonly number[]
  readonly requests: readonly LoadRequest[]
}

export const scale: Part = {
  name: 'scale',
  says: 'The same pages, votes and replies with ten times the people, communities, discussions and resources.',
  runs: 3,
  async measure(bench) {
    const small = await bench.livedIn()
    const large = await bench.tenTimes()
    const figures: Figure[] = [
      {
        name: 'seeding the lived-in site',
        ...{ value: small.seededInMs / 1000, unit: 's', wants: 'at most', gate: 60, goal: null },
        detail: `50,000 posts; ten times as much took ${(large.seededInMs / 1000).toFixed(0)} s`,
      },
    ]
    const actions = [await actionsOf(small), await actionsOf(large)] as const
    for (const [i, action] of actions[0].entries()) {
      bench.say(action.name)
      figures.push(await growth(bench, [small, action], [large, actions[1][i] as Action]))
    }
    return figures
  },
}

async function growth(bench: Bench, small: [Site, Action], large: [Site, Action]): Promise<Figure> {
  const times = { small: [] as number[], large: [] as number[] }
  for (let turn = 0; turn <= turns; turn++) {
    const one = await timeOf(bench, ...small, turn)
    const ten = await timeOf(bench, ...large, turn)
    // The first turn warms both up.
    if (turn === 0) continue
    times.small.push(one)
    times.large.push(ten)
  }
  const [before, after] = [middleOf(times.small), middleOf(times.large)]
  return {
    name: `${small[1].name}: ten times the data`,
    ...{ value: after / before, unit: '×', wants: 'at most', gate: 1.2, goal: null },
    detail: `${after.toFixed(1)} against ${before.toFixed(1)} ms a request, c=4`,
  }
}

/** Ms a request takes on four connections. */
async function timeOf(bench: Bench, site: Site, { statuses, requests }: Action, turn: number): Promise<number> {
  const from = Math.floor((requests.length / (turns + 1)) * turn)
  const { rate } = await putLoadFor(statuses, {
    kind: 'closed',
    origin: site.program.url,
    requests: [...requests.slice(from), ...requests.slice(0, from)],
    connections: 4,
    seconds: bench.seconds(0.8),
  })
  await drained(site)
  return 4000 / rate
}

function middleOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

async function actionsOf(site: Site): Promise<Action[]> {
  const reads = (await readsOf(site)).filter(({ gate }) => gate !== null)
  const ping = await openPing(site)
  const threads = await threadsOfLength(site, 5, 18)
  return [
    ...reads.map(({ name, requests }) => ({ name: name.replace(', c=16', ''), statuses: [200], requests })),
    {
      name: 'vote, form',
      statuses: [303],
      requests: site.members.map((one, i) =>
        formOf(`/c/${site.community}/pings/${ping.id}/vote`, one, {
          optionId: ping.options[i % ping.options.length] as string,
        }),
      ),
    },
    {
      name: 'post a reply',
      statuses: [303],
      requests: Array.from({ length: 8000 }, (_, i) =>
        formOf(
          `/c/${site.community}/discussions/${threads[i % threads.length]}/posts`,
          site.members[i % site.members.length] as (typeof site.members)[number],
          { source: `The same as everybody, number ${i}.`, once: randomUUID() },
        ),
      ),
    },
  ]
}
