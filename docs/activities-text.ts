/**
 * The words of docs/activities.md: what is recorded, with which facts, and whom it notifies and how.
 */
import { z } from 'zod'
import type { AnyActivityKind } from '#server/platform/activity.ts'
import type { NoticeKind } from '#server/platform/notice-kind.ts'
import type { Room } from '#server/platform/room.ts'

const head = `# Activities

Who did what to what, when, and by which way (a page, the API, a link in a mail, a command, or the program by itself). Every act
that changes something writes one in its transaction; notices and the audit come from them, and so will search and digests. Each room
declares its own in \`activities.ts\`. This page is generated from them: \`node docs/generate.ts\`.

Facts are ids and figures: never a choice in a Ping, a secret, or what somebody wrote but for a moderator's reason. A shape only
gains optional facts; what needs others is a new verb. Nobody is notified of what they did themselves or may not read. A person
who is among two groups of recipients gets one notice, as the upper line says. What settles a notice leaves nothing to do about it: it
is read, whoever got it. The last column is what the audit says of an
administrative act, one that takes a role; the others leave no line there ([decision 24](decisions/0024-audit.md)). An act that
can be taken back can be so from its line, for 30 days.
`

/** What docs/activities.md should say. */
export function activitiesText(rooms: readonly Room[]): string {
  const parts = rooms
    .filter(({ activities }) => activities?.length)
    .map(({ name, activities = [], takeBacks = [] }) =>
      [
        `## ${name}`,
        '',
        '| Verb | Done to | Facts | Notifies | Audit |',
        '| --- | --- | --- | --- | --- |',
        ...activities.map((one) =>
          line(
            one,
            takeBacks.some(({ kind }) => kind === one),
          ),
        ),
      ].join('\n'),
    )
  return `${head}\n${parts.join('\n\n')}\n`
}

function line({ verb, object, facts, notify, audit, settles }: AnyActivityKind, isTakenBack: boolean): string {
  const notified = [
    ...notify.map(({ recipients, as }) => `${recipients.name}, as \`${as.kind}\` (${wayOf(as)})`),
    ...settles.map(({ kind }) => `settles \`${kind}\``),
  ]
  return `| \`${verb}\` | ${object.replaceAll('_', ' ')} | ${factNames(facts)} | ${notified.join('; ')} | ${audit?.says ?? ''}${isTakenBack ? ' (can be taken back)' : ''} |`
}

function factNames(facts: z.ZodType): string {
  const names = facts instanceof z.ZodObject ? Object.entries(facts.shape as z.ZodRawShape) : []
  return names
    .map(([name, shape]) => `\`${name}\`${(shape as z.ZodType).safeParse(undefined).success ? '?' : ''}`)
    .join(', ')
}

/** How a notice reaches its reader. */
function wayOf({ mail }: NoticeKind): string {
  if (!mail) return 'inbox'
  if (mail === 'its own') return 'inbox; a mail of its own'
  const by = mail.by === 'entry' ? 'discussion' : 'community'
  return `inbox; mail \`${mail.kind}\`, gathered for ${mail.minutes} minutes by ${by}`
}
