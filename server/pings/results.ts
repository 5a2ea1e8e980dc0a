/**
 * This file alone decides which results of a Ping a reader may see, for pages, JSON, live pushes and ballots alike.
 */
import { z } from 'zod'
import { type Option, option, type PingState } from '#server/pings/ping.ts'

/** From this many votes on percentages are shown; below, numbers of people. */
const percentFrom = 20

/** The counted votes. */
export interface Tally {
  /** By option; options without a vote may be missing. */
  readonly votes: ReadonlyMap<string, number>
  readonly couldAnswer: number
  /** People who could answer and joined after it was sent: they got no mail, and answer on the page. */
  readonly joinedLater?: number
}

/** An answer, with figures where the reader may see them. */
const shownOption = option.extend({
  /** People who chose it; null where this reader may not see it, or nobody may yet. */
  votes: z.number().nullable(),
  /** 0 to 1. */
  share: z.number().nullable(),
  /** The share in whole percent; those of all answers add up to 100. */
  percent: z.number().nullable(),
})
/** Results as one audience sees them; null hides a figure. */
export const resultsView = z.object({
  options: z.array(shownOption),
  /**
   * How much is shown: nothing before the reader has answered, only the number of votes below the threshold, then counts,
   * and percentages from twenty votes on.
   */
  shows: z.enum(['nothing', 'number', 'votes', 'percent']),
  answered: z.number().nullable(),
  couldAnswer: z.number().nullable(),
  /** Those among them who joined after it was sent. */
  joinedLater: z.number().nullable(),
})
export type Results = z.infer<typeof resultsView>

/** How many votes there are in all. */
function answeredIn(votes: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const n of votes.values()) sum += n
  return sum
}

/** Does it hold figures? Otherwise its sentence says everything. */
export function showsBars({ shows }: Pick<Results, 'shows'>): boolean {
  return shows === 'votes' || shows === 'percent'
}

/** Results without any figure in them. */
export function hiddenResults(options: readonly Option[]): Results {
  return {
    shows: 'nothing',
    options: options.map(withoutFigures),
    answered: null,
    couldAnswer: null,
    joinedLater: null,
  }
}

/** Results for a reader who may see totals: bars from the threshold on, below it only how many answered. */
export function shownResults(options: readonly Option[], tally: Tally, threshold: number, kept?: number): Results {
  const answered = kept ?? answeredIn(tally.votes)
  const couldAnswer = Math.max(tally.couldAnswer, answered)
  const joinedLater = tally.joinedLater ?? 0
  if (answered < threshold) {
    return { shows: 'number', options: options.map(withoutFigures), answered, couldAnswer, joinedLater }
  }
  const counts = options.map(({ id }) => tally.votes.get(id) ?? 0)
  const percents = wholePercents(counts)
  return {
    shows: answered < percentFrom ? 'votes' : 'percent',
    options: options.map(({ id, label }, i) => {
      const votes = counts[i] as number
      return { id, label, votes, share: answered === 0 ? 0 : votes / answered, percent: percents[i] as number }
    }),
    answered,
    couldAnswer,
    joinedLater,
  }
}

function withoutFigures({ id, label }: Option): z.infer<typeof shownOption> {
  return { id, label, votes: null, share: null, percent: null }
}

/** Counts as whole percentages that add up to 100, by the largest remainder (the first of equal ones); all 0 without votes. */
export function wholePercents(counts: readonly number[]): number[] {
  const sum = counts.reduce((all, one) => all + one, 0)
  if (sum === 0) return counts.map(() => 0)
  const whole = counts.map((one) => Math.floor((one * 100) / sum))
  const left = 100 - whole.reduce((all, one) => all + one, 0)
  const byRemainder = counts
    .map((one, i) => ({ i, remainder: (one * 100) % sum }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i)
  const raised = new Set(byRemainder.slice(0, left).map(({ i }) => i))
  return whole.map((one, i) => (raised.has(i) ? one + 1 : one))
}

/** The version of the shown results: equal for two readers who see the same, and it reveals no more than they see. */
export function resultsVersion(state: PingState, closesAt: Date | null, results: Results): string {
  const figures = results.options.map(({ votes }) => votes ?? '').join('-')
  return [state, closesAt?.getTime() ?? '', results.answered ?? '', results.couldAnswer ?? '', figures].join('.')
}

/** People who ended with another answer than they began with. */
export const voteChange = z.object({ from: z.string(), to: z.string(), people: z.number() })
export type VoteChange = z.infer<typeof voteChange>

/** Changes between answers, if enough people changed theirs that nobody can be guessed; otherwise none. */
export function shownVoteChanges(changes: readonly VoteChange[], threshold: number): VoteChange[] {
  const changed = changes.reduce((sum, one) => sum + one.people, 0)
  return changed < threshold ? [] : [...changes]
}
