/**
 * Endpoints of members, roles and leaving.
 */
import { z } from 'zod'
import { type InCommunity, maybeId } from '#server/communities/input.ts'
import {
  type Added,
  addedView,
  addFound,
  addMembers,
  addPageView,
  readAddPage,
} from '#server/communities/members/add-members.ts'
import { addPage } from '#server/communities/members/add-page.ts'
import { changeRoles, rolesInput } from '#server/communities/members/change-roles.ts'
import { flashOfAdded, flashOfInvited } from '#server/communities/members/invitation-words.ts'
import { inviteAbsent, inviteAgain, inviteChoices, whyInvitingFails } from '#server/communities/members/invite-again.ts'
import type { Inviting } from '#server/communities/members/invite-members.ts'
import { beyondYourRole, lastLeader } from '#server/communities/members/member.ts'
import { directoryPage, leavePage } from '#server/communities/members/pages.ts'
import { longestPaste } from '#server/communities/members/paste.ts'
import { lookFirst } from '#server/communities/members/pasted-people.ts'
import { reachAgain } from '#server/communities/members/reach-again.ts'
import { leaveCommunity, removeMember, returnMember } from '#server/communities/members/remove-member.ts'
import { rolesPage } from '#server/communities/members/roles-page.ts'
import { unreachedPage } from '#server/communities/members/unreached-page.ts'
import { readUnreached, unreachedView } from '#server/communities/members/unreached-views.ts'
import {
  directoryInput,
  directoryView,
  leavePageView,
  readDirectory,
  readLeavePage,
  readRolesPage,
  rolesPageView,
} from '#server/communities/members/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId, optionalLine, optionalProse, prose, several, tick } from '#server/platform/http/input.ts'
import { shortId } from '#server/platform/ids.ts'
import { forbidden } from '#server/platform/refuse.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Names that were put right after the text was looked over, each beside its address. */
const namesPutRight = { emails: several(z.string().max(320)), names: several(z.string().max(1000)) }

/** How many are invited, and how many strangers have to wait, as there were enough of them within a day. */
const invitingView = z.object({ invited: z.number(), waiting: z.number() })

/** The terms of what invites again. */
const invites = {
  who: 'manage_members',
  refusals: whyInvitingFails,
  view: invitingView,
  respond: ({ invited, waiting }: Inviting, { community }: InCommunity, _request: unknown, screen: Screen) => ({
    location: `/c/${community}/members`,
    values: { n: invited, waiting },
    ...flashOfInvited({ waiting }, screen.mail),
  }),
} as const

/** The terms of what adds people. */
const adds = {
  view: addedView,
  created: true,
  form: '/c/:community/members/add',
  respond: ({ added, invited, waiting }: Added, { community }: InCommunity, _request: unknown, screen: Screen) => ({
    location: `/c/${community}/members`,
    values: { n: added, invited, waiting },
    ...flashOfAdded({ invited, waiting }, screen.mail),
  }),
} as const

const onePerson = z.object({ personId: z.string(), name: z.string() })

export const memberEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/members',
    summary:
      'The members of a community by name, 60 at a time; `q` searches in what they say of themselves; with `mention` only in names and handles, for a mention.',
    who: 'signed_in',
    input: directoryInput,
    view: directoryView,
    read: readDirectory,
    page: directoryPage,
    elsewhere: ({ community }, _, input) =>
      community.slug === input.community ? null : `/c/${community.slug}/members`,
  }),
  reads({
    path: '/c/:community/members/add',
    summary: 'Whom one may add: people with an account whom the words `q` find, and who is found in the text `people`.',
    who: 'manage_members',
    input: z.object({ q: optionalLine(320), people: optionalProse(longestPaste), ...namesPutRight }),
    view: addPageView,
    read: readAddPage,
    page: addPage,
  }),
  acts({
    path: '/c/:community/members',
    summary:
      'Adds everybody in a text with mail addresses. Without `confirmed` nobody is added: the answer is `look_first`, with who was found as `paste`, and as `next` what to send once they were looked over; names in it may be put right.',
    who: 'manage_members',
    refusals: [lookFirst],
    limit: { times: 60, seconds: 600 },
    input: z.object({
      people: prose(longestPaste, 'Paste at least one mail address.'),
      ...namesPutRight,
      confirmed: tick(),
    }),
    ...adds,
    act: addMembers,
  }),
  acts({
    path: '/c/:community/members/found',
    summary: 'Makes people members whom you find by name, by their ids in `persons`; everybody else is left out.',
    who: 'manage_members',
    limit: { times: 60, seconds: 600 },
    input: z.object({ persons: several(addressId).pipe(z.array(z.string()).max(500)) }),
    ...adds,
    act: addFound,
  }),
  acts({
    path: '/c/:community/members/invitations',
    summary:
      'Invites those who have not come: `who` is `not_mailed` (nobody mailed them yet) or `silent` (two days ago).',
    ...invites,
    limit: { times: 30, seconds: 600 },
    input: z.object({ who: z.enum(inviteChoices) }),
    act: inviteAbsent,
  }),
  acts({
    path: '/c/:community/members/:person/invitation',
    summary: 'Invites a member who has not come once more.',
    ...invites,
    limit: { times: 60, seconds: 600 },
    act: inviteAgain,
  }),
  reads({
    path: '/c/:community/members/unreached',
    summary: 'Members no mail reaches, as their mail server said that nobody has their address.',
    who: 'manage_members',
    view: unreachedView,
    read: readUnreached,
    page: unreachedPage,
  }),
  acts({
    path: '/c/:community/members/unreached',
    summary: 'Lets mails go again to one member no mail reaches, or without `person` to all of them.',
    who: 'manage_members',
    input: z.object({ person: maybeId }),
    view: z.object({ people: z.number() }),
    form: '/c/:community/members/unreached',
    act: reachAgain,
    respond: ({ people }, { community }) => ({
      location: `/c/${community}/members/unreached`,
      flash:
        '{n, plural, =0 {Mails reach them already.} one {The next mail goes to them again.} other {The next mails go to # people again.}}',
      values: { n: people },
    }),
  }),
  reads({
    path: '/c/:community/members/:person/roles',
    summary: 'The roles of one member, and which of them you may give.',
    who: 'give_roles',
    view: rolesPageView,
    read: readRolesPage,
    page: rolesPage,
  }),
  acts({
    path: '/c/:community/members/:person/roles',
    summary: 'Makes a member leader, helper or plain member, with further roles.',
    who: 'give_roles',
    refusals: [beyondYourRole, lastLeader],
    also: 'PUT',
    input: rolesInput,
    view: onePerson.extend({ roles: z.array(z.string()) }),
    form: '/c/:community/members/:person/roles',
    act: changeRoles,
    respond: ({ name }, { community }) => ({
      location: `/c/${community}/members`,
      flash: 'The roles of {name} are saved.',
      values: { name },
    }),
  }),
  acts({
    path: '/c/:community/members/:person/removal',
    summary: 'Ends somebody’s membership.',
    who: 'manage_members',
    refusals: [beyondYourRole, lastLeader],
    also: 'DELETE',
    view: onePerson,
    act: removeMember,
    respond: ({ personId }, { community }) => ({ location: `/c/${community}/members?removed=${shortId(personId)}` }),
  }),
  acts({
    path: '/c/:community/members/:person/return',
    summary: 'Takes somebody’s removal back.',
    who: 'manage_members',
    view: onePerson,
    act: returnMember,
    respond: ({ name }, { community }) => ({
      location: `/c/${community}/members`,
      flash: '{name} is a member again.',
      values: { name },
    }),
  }),
  reads({
    path: '/c/:community/leaving',
    summary: 'The question before you leave a community.',
    who: 'read',
    refusals: [forbidden],
    view: leavePageView,
    read: (look, actor, { community }) => readLeavePage(look, actor, community),
    page: leavePage,
  }),
  acts({
    path: '/c/:community/leaving',
    summary: 'Leaves a community.',
    who: 'read',
    refusals: [lastLeader],
    view: z.object({ name: z.string() }),
    form: '/c/:community/leaving',
    act: leaveCommunity,
    respond: ({ name }) => ({ location: '/', flash: 'You left {name}.', values: { name } }),
  }),
]
