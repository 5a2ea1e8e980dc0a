/**
 * The outbox, for the people who may set up the site.
 */
import { z } from 'zod'
import { outboxPage, shownMailPage } from '#server/notices/outbox/pages.ts'
import { mailNotFailed, retryMail } from '#server/notices/outbox/retry-mail.ts'
import {
  mailView,
  outboxFilters,
  outboxView,
  readLetter,
  readOutbox,
  readOutboxMail,
} from '#server/notices/outbox/views.ts'
import type { Declared } from '#server/platform/declared.ts'
import { acts, answers, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId } from '#server/platform/http/input.ts'
import { notFound } from '#server/platform/refuse.ts'

/** The letter brings its own styles, loads nothing, runs nothing, and opens in our own page only. */
const letterPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox',
].join('; ')

const mail = z.object({ mail: addressId })

/** The rows of the outbox, for the mails that these rooms declare. */
export const outboxRoutes = (declared: Declared): readonly Endpoint[] => [
  reads({
    path: '/outbox',
    summary:
      'Mails that did not leave, newest first: kept as no mail server is set, waiting, or failed. `before` is `next` of an earlier page.',
    who: 'site_settings',
    refusals: [notFound],
    input: z.object({
      filter: z.enum(outboxFilters).catch('all').default('all'),
      words: z.string().trim().max(100).catch('').default(''),
      before: z.uuid().optional().catch(undefined),
    }),
    view: outboxView(declared),
    read: (look, actor, { filter, words, before }) =>
      readOutbox(look, actor, { filter, words, before: before ?? null }),
    page: outboxPage,
  }),
  reads({
    path: '/outbox/:mail',
    summary:
      'One mail, in any state, as its reader would see it. What is secret in the mails of others is dotted outside the demo.',
    who: 'site_settings',
    refusals: [notFound],
    view: mailView,
    read: (look, actor, input) => readOutboxMail(look, actor, input.mail),
    page: shownMailPage,
  }),
  answers({
    path: '/outbox/:mail/letter',
    summary: 'The HTML of one mail, for showing it in its page.',
    who: 'site_settings',
    refusals: [notFound],
    headers: { 'content-security-policy': letterPolicy },
    async handle(platform, actor, request, reply) {
      const { mail: mailId } = mail.parse(request.params)
      const look = { db: platform.database.read, now: actor.now, log: platform.log, platform }
      const { html } = await readLetter(look, actor, mailId)
      // Its links open in place of the page around it; in the frame they would be refused.
      const framed = html.toString().replace('<head>', '<head><base target="_top">')
      return reply.type('text/html; charset=utf-8').send(framed)
    },
  }),
  acts({
    path: '/outbox/:mail/attempts',
    summary: 'Tries a failed mail again.',
    who: 'site_settings',
    refusals: [mailNotFailed],
    view: z.object({ id: z.string() }),
    act: (work, actor, input) => retryMail(work, actor, input.mail),
    respond: (view) => ({ location: `/outbox/${view.id}`, flash: 'This mail is tried again.' }),
  }),
]
