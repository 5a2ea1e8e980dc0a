/**
 * Makes the screen a page is shown on, from the request and its actor.
 */
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import { fieldSentences } from '#server/platform/http/represent.ts'
import { saidIn } from '#server/platform/http/said.ts'
import { translator } from '#server/platform/i18n.ts'
import { inputInvalid, type Refused } from '#server/platform/refuse.ts'
import type { Returned, Screen } from '#server/platform/screen.ts'
import type { Platform } from '#server/platform/work.ts'

/** What a person typed, as it came. */
export type Typed = Readonly<Record<string, unknown>>

/** The screen for one request; with `back`, one whose form was refused. */
export function screenFor(
  platform: Platform,
  actor: Actor,
  request: FastifyRequest,
  back?: { refused: Refused; typed: Typed },
): Screen {
  const t = translator(actor.locale)
  return {
    actor,
    t,
    address: addressOf(request, platform.config.publicUrl),
    query: request.query as Record<string, string>,
    site: { name: actor.site.name, publicUrl: platform.config.publicUrl },
    said: saidIn(request.cookies),
    returned: back ? returned(request.url, back, t) : null,
    demo: actor.site.isDemo && (platform.config.demo ? 'open' : 'closed'),
  }
}

function returned(action: string, back: { refused: Refused; typed: Typed }, t: Screen['t']): Returned {
  const problems = fieldSentences(back.refused, t)
  const { refusal, values } = back.refused
  const says =
    refusal === inputInvalid ? 'Some of this needs another look. What you typed is still here.' : refusal.says
  const whole = problems[''] ?? t(says, values)
  const typed: Record<string, string | string[]> = {}
  for (const [field, value] of Object.entries(back.typed)) {
    if (typeof value === 'string') typed[field] = value
    else if (Array.isArray(value)) typed[field] = value.filter((one): one is string => typeof one === 'string')
  }
  return { action, typed, problems: { ...problems, '': whole } }
}

/** The page being read; of an act, the page of ours it was sent from. */
function addressOf({ method, url, headers }: FastifyRequest, publicUrl: string): string {
  if (method === 'GET' || method === 'HEAD') return url
  const from = headers.referer
  if (!from || !URL.canParse(from)) return '/'
  const { origin, pathname, search } = new URL(from)
  return origin === new URL(publicUrl).origin && !pathname.startsWith('//') ? pathname + search : '/'
}
