/** Figures of Pings as tables. Pure. */
import type { PingFigures } from '#server/pings/figures/reads-figures.ts'
import { csvText } from '#server/platform/csv.ts'

/** One line for each answer of each Ping; under the threshold without its votes. */
export function answersFile(pings: readonly PingFigures[]): string {
  const lines = pings.flatMap((ping) =>
    ping.options.map(({ label, votes }) => [...headOf(ping), label, written(votes)]),
  )
  return csvText([['sent', 'closed', 'question', 'for', 'answer', 'votes'], ...lines])
}

/** One line for each Ping. Turnout is in percent of all who could answer, also those who got no mail. */
export function turnoutFile(pings: readonly PingFigures[]): string {
  const lines = pings.map((ping) => {
    const { answered, couldAnswer, bounced, optedOut } = ping
    const turnout = answered !== null && couldAnswer ? Math.round((answered * 1000) / couldAnswer) / 10 : null
    return [...headOf(ping), ...[couldAnswer, answered, turnout, bounced, optedOut].map(written)]
  })
  const figures = ['could_answer', 'answered', 'turnout_percent', 'bounced', 'opted_out']
  return csvText([['sent', 'closed', 'question', 'for', ...figures], ...lines])
}

function headOf({ sentAt, closedAt, question, readers }: PingFigures): string[] {
  return [sentAt?.toISOString() ?? '', closedAt?.toISOString() ?? '', question, readers?.join(', ') ?? '']
}

function written(figure: number | null | undefined): string {
  return figure === null || figure === undefined ? '' : String(figure)
}
