/** Addresses of people as files. */
import type { FastifyReply } from 'fastify'
import { accountFile, memberFile } from '#server/people/exports/reads-people.ts'
import { lookFor } from '#server/platform/http/answer.ts'
import { answers, type Endpoint } from '#server/platform/http/endpoint.ts'
import { notFound } from '#server/platform/refuse.ts'

function sendFile(reply: FastifyReply, name: string, file: string): FastifyReply {
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'private, no-store')
    .send(file)
}

export const exportEndpoints: readonly Endpoint[] = [
  answers({
    path: '/c/:community/members.csv',
    summary: 'The members of a community as a file (CSV, UTF-8), with the columns that an import reads.',
    who: 'manage_members',
    whileArchived: true,
    async handle(platform, actor, { params }, reply) {
      const file = await memberFile(lookFor(platform, actor), actor, params as { community: string })
      return sendFile(reply, 'members.csv', file)
    },
  }),
  answers({
    path: '/site/people.csv',
    summary: 'All accounts of the site as a file (CSV, UTF-8), with the columns that an import reads.',
    who: 'manage_people',
    refusals: [notFound],
    async handle(platform, actor, _request, reply) {
      return sendFile(reply, 'people.csv', await accountFile(lookFor(platform, actor), actor))
    },
  }),
]
