/** Figures of Pings as files, for leaders. */
import { answersFile, turnoutFile } from '#server/pings/figures/files.ts'
import { readFigures } from '#server/pings/figures/reads-figures.ts'
import { lookFor } from '#server/platform/http/answer.ts'
import { answers, type Endpoint } from '#server/platform/http/endpoint.ts'

const files = [
  {
    name: 'answers.csv',
    summary: 'The closed Pings of a community as a file (CSV, UTF-8): a line for each answer, with its votes.',
    write: answersFile,
  },
  {
    name: 'turnout.csv',
    summary: 'How many could answer each closed Ping of a community and how many did, as a file (CSV, UTF-8).',
    write: turnoutFile,
  },
]

export const figureRoutes: readonly Endpoint[] = files.map(({ name, summary, write }) =>
  answers({
    path: `/c/:community/pings/${name}`,
    summary,
    who: 'community_settings',
    whileArchived: true,
    async handle(platform, actor, { params }, reply) {
      const pings = await readFigures(lookFor(platform, actor), actor, params as { community: string })
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'private, no-store')
        .send(write(pings))
    },
  }),
)
