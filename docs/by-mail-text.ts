/** The words of docs/by-mail.md: what a member does from a mail, without coming to the site, and what takes more. */

import { gatheredMailsOf } from '#server/notices/notice.ts'
import { noticeKindsOf } from '#server/platform/declared.ts'
import type { ByMail } from '#server/platform/http/endpoint.ts'
import { translator } from '#server/platform/i18n.ts'
import { type MailKinds, mailKinds } from '#server/platform/mail/mail-kind.ts'
import type { Room } from '#server/platform/room.ts'

const head = `# By mail

What one does from a mail, without signing in. A link in a mail opens a page that does nothing by itself, as machines open every
link; a button on it acts ([decision 17](decisions/0017-acts-by-mail.md)). Where the site takes mail in (\`MAIL_IN\`), some mails are
answered like any other. This page is generated from what each room declares beside its addresses and kinds of mail:
\`node docs/generate.ts\`.
`

/** Acts that no link does. A link may be forwarded, so it does nothing that would be bad in the hands of somebody else. */
const withCode = [
  ['Leave a community', 'The page behind “Stop these mails” mails a six-digit code, which leads to where one leaves.'],
  [
    'Say why one answered a Ping so',
    'The page after an answer mails a six-digit code: what one says stands under one’s name.',
  ],
] as const

const onTheSite = [
  'Change one’s address, password, profile or roles, or be erased.',
  'Choose the hour and day of the digest, and a time without mail.',
  'Write anything new: a mail answers what was mailed, and begins nothing.',
]

/** What docs/by-mail.md should say. */
export function byMailText(rooms: readonly Room[]): string {
  const kinds = mailKinds(rooms.flatMap((room) => room.mails ?? []))
  const links = rooms.flatMap(({ name, endpoints }) =>
    endpoints.flatMap((row) =>
      'byMail' in row && row.byMail && row.byMail !== 'part of another' ? [linkLine(name, row.byMail, kinds)] : [],
    ),
  )
  return `${head}
## By a link

| One can | From | Room |
| --- | --- | --- |
${links.join('\n')}

## By answering the mail

| One can | By answering |
| --- | --- |
${answerLines(rooms, kinds).join('\n')}

## With a six-digit code

| One can | How |
| --- | --- |
${withCode.map(([does, how]) => `| ${does} | ${how} |`).join('\n')}

## On the site alone

${onTheSite.map((one) => `- ${one}`).join('\n')}
`
}

function linkLine(room: string, { from, does }: Exclude<ByMail, string>, kinds: MailKinds): string {
  const names = typeof from === 'string' ? from : namesOf(from, kinds)
  return `| ${does} | ${names} | ${room} |`
}

function answerLines(rooms: readonly Room[], kinds: MailKinds): string[] {
  const gathered = rooms.flatMap((room) => room.gatheredAnswers ?? [])
  const isGathered = new Set(gatheredMailsOf(noticeKindsOf(rooms).values()).map(({ kind }) => kind))
  const below = [...kinds.values()].filter(({ kind, answer }) => answer && !isGathered.has(kind))
  return [
    ...gathered.map(({ mail, does }) => `| ${does} | “${nameOf(mail, kinds)}” |`),
    `| Say why, or whatever else, in the discussion below it | ${namesOf(
      below.map(({ kind }) => kind),
      kinds,
    )} |`,
    ...[...kinds.values()].flatMap(({ kind, calendarAnswer }) =>
      calendarAnswer
        ? [`| Say whether one comes, by accepting or declining in one’s calendar | “${nameOf(kind, kinds)}” |`]
        : [],
    ),
  ]
}

/** Two mails may have one name. */
function namesOf(some: readonly string[], kinds: MailKinds): string {
  return [...new Set(some.map((kind) => `“${nameOf(kind, kinds)}”`))].join(', ')
}

function nameOf(kind: string, kinds: MailKinds): string {
  return kinds.get(kind)?.name?.(translator('en')) ?? kind
}
