/**
 * Endpoints of invitation links. A GET shows a page and lets nobody in: scanners open what lies in a mail or a chat.
 */
import { z } from 'zod'
import { intoCommunity, joinedView } from '#server/communities/joining/joined.ts'
import { removedBefore } from '#server/communities/joining/joining.ts'
import { accountInput, askForAccount } from '#server/communities/joining/links/ask-for-account.ts'
import { joinByLink, whyNotByLink } from '#server/communities/joining/links/join-by-link.ts'
import { joinMailPage, openedLinkPage } from '#server/communities/joining/links/join-pages.ts'
import { joinLink, joinMailLink, joinMailOver, linkForged } from '#server/communities/joining/links/link.ts'
import { readJoinMailPage } from '#server/communities/joining/links/mail-views.ts'
import { makeAccount } from '#server/communities/joining/links/make-account.ts'
import { linkInput, makeLink, revokeLink } from '#server/communities/joining/links/make-link.ts'
import { linksPage } from '#server/communities/joining/links/pages.ts'
import { linksView, openedLinkView, readLinks, readOpenedLink } from '#server/communities/joining/links/views.ts'
import { beyondYourRole } from '#server/communities/members/member.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { mailActChoice, mailActPage } from '#server/platform/mail/acts/mail-act.ts'
import { behind } from '#server/platform/mail/acts/mail-link.ts'
import { refuse, signInFirst } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

const held = behind(joinLink, 'key')
const key = z.object({ key: z.string().max(200) })
const keyOf = ({ platform }: Look, given: string) => joinLink.open(platform.secrets, given) ?? refuse(linkForged)

export const linkEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/members/links',
    summary: 'The invitation links of a community with how often each was used. Their addresses are secrets.',
    who: 'manage_members',
    view: linksView,
    read: (look, actor, { community }) => readLinks(look, actor, community),
    page: linksPage,
  }),
  acts({
    path: '/c/:community/members/links',
    summary:
      'Makes an invitation link that works until the end of a day (`until`, 30 days ahead where it is left out), for so many people (`uses`, 50), each joining with a role (a plain member).',
    who: 'manage_members',
    refusals: [beyondYourRole],
    limit: { times: 60, seconds: 600 },
    input: linkInput,
    view: linksView,
    created: true,
    form: '/c/:community/members/links',
    act: makeLink,
    respond: (_, { community }) => ({
      location: `/c/${community}/members/links`,
      flash: 'The link is made. Copy it from the list.',
    }),
  }),
  acts({
    path: '/c/:community/members/links/:link/revocation',
    summary: 'Revokes an invitation link. Who joined by it stays.',
    who: 'manage_members',
    view: linksView,
    act: revokeLink,
    respond: (_, { community }) => ({ location: `/c/${community}/members/links`, flash: 'The link is revoked.' }),
  }),
  reads({
    path: '/join/:key',
    summary: 'The page an invitation link opens; its button joins.',
    ...held,
    input: key.extend({ asked: z.string().max(10).catch('').default('') }),
    view: openedLinkView,
    read: (look, actor, { key: given }) => readOpenedLink(look, actor, keyOf(look, given), given),
    elsewhere: ({ state, community }) => (state === 'member' && community ? `/c/${community.slug}` : null),
    page: openedLinkPage,
  }),
  acts({
    path: '/join/:key',
    summary: 'Joins by an invitation link, for whoever is signed in.',
    ...held,
    refusals: [signInFirst, ...whyNotByLink],
    limit: { times: 240, seconds: 600 },
    input: key,
    view: joinedView,
    act: (work, actor, { key: given }) => joinByLink(work, actor, keyOf(work, given)),
    respond: intoCommunity,
  }),
  acts({
    path: '/join/:key/account',
    summary:
      'Mails somebody without an account the link that makes one; the answer is the same whether or not anybody has the address.',
    ...held,
    refusals: whyNotByLink.filter((one) => one !== removedBefore),
    limit: { times: 240, seconds: 600 },
    input: accountInput.extend(key.shape),
    form: '/join/:key',
    act: (work, actor, { key: given, ...asked }, request) =>
      askForAccount(work, actor, keyOf(work, given).id, asked, request),
    respond: (_, { key: given }) => ({ location: `/join/${given}?asked=yes` }),
  }),
  mailActPage(joinMailLink, {
    summary: 'The page that the mail to somebody without an account opens; its button makes it and joins.',
    json: 'none',
    read: (look, _actor, opened, { token }) => readJoinMailPage(look, opened, token),
    page: joinMailPage,
  }),
  mailActChoice(joinMailLink, {
    byMail: { from: ['join_link'], does: 'Make an account and join, by the invitation link that one opened' },
    summary: 'Makes an account for the address that was mailed, signs in and joins.',
    refusals: [joinMailOver, ...whyNotByLink],
    limit: { times: 240, seconds: 600 },
    json: 'none',
    keepsNothing: true,
    press: (work, _actor, opened, { token }, request) => makeAccount(work, opened, token, request),
    respond: (done, { token }) => (done.hasJoined ? intoCommunity(done) : { location: `/joining/${token}` }),
  }),
]
