/**
 * Makes the screen a page is shown on, from the request and its actor.
 */
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import { lookFor } from '#server/platform/http/answer.ts'
import { flashIn } from '#server/platform/http/flash.ts'
import { fieldSentences } from '#server/platform/http/represent.ts'
import { translator } from '#server/platform/i18n.ts'
import { mailMode } from '#server/platform/mail/mail-mode.ts'
import { changedMeanwhile, inputInvalid, type Refusal, type Refused } from '#server/platform/refuse.ts'
import type { Returned, Screen } from '#server/platform/screen.ts'
import { unreadOf } from '#server/platform/unread.ts'
import type { Platform } from '#server/platform/work.ts'

/** What a person typed, as it came. */
export type Typed = Readonly<Record<string, unknown>>

/** A form that was refused: why, what was typed, and where it is posted now. */
export interface Back {
  readonly refused: Refused
  readonly typed: Typed
  readonly action: string
}

/** The screen for one request; with `back`, one whose form was refused. */
export function screenFor(platform: Platform, actor: Actor, request: FastifyRequest, back?: Back): Promise<Screen> {
  return withBell(platform, screenWithoutBell(platform, actor, request, back))
}

/** The same with the unread count, which takes a statement. */
export async function withBell(platform: Platform, screen: Screen): Promise<Screen> {
  return { ...screen, unread: await unreadOf(lookFor(platform, screen.actor), screen.actor) }
}

/** The screen of an act that may lead on to another page; it asks the database nothing. */
export function screenWithoutBell(platform: Platform, actor: Actor, request: FastifyRequest, back?: Back): Screen {
  const t = translator(actor.locale)
  return {
    actor,
    t,
    address: addressOf(request, platform.config.publicUrl),
    query: request.query as Record<string, string>,
    site: { name: actor.site.name, publicUrl: platform.config.publicUrl },
    flash: flashIn(platform, request.cookies),
    returned: back ? returned(back, t) : null,
    declared: platform.declared,
    unread: 0,
    mail: mailMode(platform.config, actor.site),
    demo: actor.site.isDemo && (platform.config.demo ? 'open' : 'closed'),
  }
}

function returned({ action, ...back }: Back, t: Screen['t']): Returned {
  const problems = fieldSentences(back.refused, t)
  const { refusal, values } = back.refused
  const says = wordsOnAForm.get(refusal) ?? refusal.says
  const whole = problems[''] ?? t(says, values)
  const typed: Record<string, string | string[]> = {}
  for (const [field, value] of Object.entries(back.typed)) {
    if (typeof value === 'string') typed[field] = value
    else if (Array.isArray(value)) typed[field] = value.filter((one): one is string => typeof one === 'string')
  }
  const madeOn = refusal === changedMeanwhile && typeof typed.version === 'string' ? typed.version : undefined
  return { action, typed, problems: { ...problems, '': whole }, madeOn }
}

/** The sentences above a form that came back, for codes that can say more than the general one. */
const wordsOnAForm: ReadonlyMap<Refusal, string> = new Map([
  [inputInvalid, 'Please check some of this. What you typed is still here.'],
  [
    changedMeanwhile,
    'This was saved meanwhile, by somebody else or by you in another window. Nothing was written over it. Where both of you changed something, what is saved now stands beside what you wrote; the rest is as it is now.',
  ],
])

/** The page being read; for an act, the page of ours it was sent from. */
function addressOf({ method, url, headers }: FastifyRequest, publicUrl: string): string {
  if (method === 'GET' || method === 'HEAD') return url
  const from = headers.referer
  if (!from || !URL.canParse(from)) return '/'
  const { origin, pathname, search } = new URL(from)
  return origin === new URL(publicUrl).origin && !pathname.startsWith('//') ? pathname + search : '/'
}
