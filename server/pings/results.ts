/**
 * What of a Ping's results may be shown to whom is decided here, once, for pages, JSON, live pushes and ballots alike.
 */
import type { Option, PingState } from '#server/pings/ping.ts'

/** From this many votes on percentages are shown; below, numbers of people. */
const percentFrom = 20

/** Votes as they are counted. */
export interface Tally {
  /** By option; options without a vote may be missing. */
  readonly votes: ReadonlyMap<string, number>
  readonly couldAnswer: number
}

/**
 * How much is shown: `nothing` before one has answered, the `number` of answers while they are fewer than the threshold,
 * then `votes` or, from twenty on, `percent`.
 */
type Shows = 'nothing' | 'number' | 'votes' | 'percent'

interface ShownOption extends Option {
  readonly votes: number | null
  /** 0 to 1. */
  readonly share: number | null
}

/** Results as one audience sees them. What it may not see is null. */
export interface Results {
  readonly shows: Shows
  readonly options: readonly ShownOption[]
  readonly answered: number | null
  readonly couldAnswer: number | null
}

/** How many votes there are in all. */
function answeredIn(votes: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const n of votes.values()) sum += n
  return sum
}

/** Are there figures in it? Otherwise its sentence says all there is to say. */
export function showsBars({ shows }: Pick<Results, 'shows'>): boolean {
  return shows === 'votes' || shows === 'percent'
}

/** Results without any figure in them. */
export function hiddenResults(options: readonly Option[]): Results {
  return { shows: 'nothing', options: options.map(withoutFigures), answered: null, couldAnswer: null }
}

/** Results for somebody who may see totals: bars from the threshold on, below it nothing but how many answered. */
export function shownResults(options: readonly Option[], tally: Tally, threshold: number, kept?: number): Results {
  const answered = kept ?? answeredIn(tally.votes)
  const couldAnswer = Math.max(tally.couldAnswer, answered)
  if (answered < threshold) {
    return { shows: 'number', options: options.map(withoutFigures), answered, couldAnswer }
  }
  return {
    shows: answered < percentFrom ? 'votes' : 'percent',
    options: options.map((option) => {
      const votes = tally.votes.get(option.id) ?? 0
      return { id: option.id, label: option.label, votes, share: answered === 0 ? 0 : votes / answered }
    }),
    answered,
    couldAnswer,
  }
}

function withoutFigures({ id, label }: Option): ShownOption {
  return { id, label, votes: null, share: null }
}

/** The version of what is shown: the same for two readers who see the same, and telling no more than they see. */
export function resultsVersion(state: PingState, closesAt: Date | null, results: Results): string {
  const figures = results.options.map(({ votes }) => votes ?? '').join('-')
  return [state, closesAt?.getTime() ?? '', results.answered ?? '', results.couldAnswer ?? '', figures].join('.')
}

/** People who ended with another answer than they began with. */
export interface Flow {
  readonly from: string
  readonly to: string
  readonly people: number
}

/** Changes between answers, where so many changed theirs that nobody can be guessed; else none. */
export function shownFlow(flow: readonly Flow[], threshold: number): Flow[] {
  const changed = flow.reduce((sum, one) => sum + one.people, 0)
  return changed < threshold ? [] : [...flow]
}
