/** The link by which somebody answers an event from its mail: derived, never stored. A new mail address ends it. */
import { z } from 'zod'
import { eventOfPerson } from '#server/events/calendar-entries.ts'
import type { EventAnswer } from '#server/events/event.ts'
import { longId, shortId } from '#server/platform/ids.ts'
import type { MailLink } from '#server/platform/mail/acts/mail-link.ts'
import { refusal } from '#server/platform/refuse.ts'

const purpose = 'event answer'

/** Whose answer to which event. */
export interface AnswerKey {
  readonly eventId: string
  readonly personId: string
  /** The person's `mail_version` when the mail was made. */
  readonly version: number
}

export const answerUnknown = refusal(
  'event_link_unknown',
  404,
  'This link does not lead to an event, or not any more. Open the mail once more, or sign in and answer on the site.',
)
export const answerOfOther = refusal(
  'event_answer_of_other',
  403,
  'You are signed in as somebody else, so this answer was not sent. Answer on the site as yourself.',
)
export const pressAgain = refusal(
  'press_again',
  409,
  'Several links of this mail were opened at once, as a machine does it, so nothing was sent yet. Wait ten seconds, then press once more.',
)

export const answerLink: MailLink<AnswerKey> = {
  path: '/e',
  unknown: answerUnknown,
  address(secrets, { eventId, personId, version }) {
    const proof = secrets.derive(purpose, `${eventId} ${personId}`, version)
    return `/e/${shortId(eventId)}.${shortId(personId)}.${version}.${proof}`
  },
  open(secrets, token) {
    const [event = '', person = '', number = '', proof = ''] = token.split('.')
    const [eventId, personId, version] = [longId(event), longId(person), Number(number)]
    if (!eventId || !personId || !/^\d{1,9}$/.test(number)) return null
    return secrets.check(purpose, `${eventId} ${personId}`, version, proof) ? { eventId, personId, version } : null
  },
}

/** The path of the link for one answer. */
export function answerAddress(
  secrets: Parameters<typeof answerLink.address>[0],
  key: AnswerKey,
  answer: EventAnswer,
): string {
  return `${answerLink.address(secrets, key)}?answer=${answer}`
}

/** Under which openings of its links are remembered. */
export function openingsAbout({ eventId, personId }: AnswerKey): string {
  return `event ${eventId} ${personId}`
}

/** Who holds a link, as the page behind it needs them. */
export const linkHolder = z.object({
  name: z.string(),
  locale: z.string(),
  zone: z.string(),
  hue: z.number(),
  mayAnswer: z.boolean(),
})

/** The event, and who answers it. */
const mailedAnswerView = eventOfPerson.omit({ callAddress: true }).extend(linkHolder.shape).extend({ now: z.date() })
export type MailedAnswerView = z.infer<typeof mailedAnswerView>
