/** Endpoints of cohorts, their people and their letter. */
import { z } from 'zod'
import { longestPaste, lookFirst } from '#server/communities/room.ts'
import { addPeoplePage } from '#server/people/courses/add-people-page.ts'
import {
  addChosen,
  addPasted,
  copyPeople,
  type PeopleAdded,
  removePerson,
} from '#server/people/courses/change-people.ts'
import { editCohortPage, newCohortPage } from '#server/people/courses/cohort-forms.ts'
import { readWholeCohort, wholeCohortView } from '#server/people/courses/cohort-page-views.ts'
import { cohortPage } from '#server/people/courses/cohort-pages.ts'
import {
  cohortEnded,
  cohortNotRunning,
  cohortRunning,
  communityNotOpen,
  courseArchived,
  enoughLettersForToday,
  longestLetter,
  noLetterWaits,
} from '#server/people/courses/course.ts'
import { addCohort, addTeacher, editCohort, removeTeacher } from '#server/people/courses/edit-cohort.ts'
import { endCohort } from '#server/people/courses/end-cohort.ts'
import { letterPage } from '#server/people/courses/letter-page.ts'
import { letterView, readLetter } from '#server/people/courses/letter-views.ts'
import { addPeopleView, readAddPeople } from '#server/people/courses/people-views.ts'
import { sendWaitingLetters } from '#server/people/courses/send-waiting-letters.ts'
import { startCohort } from '#server/people/courses/start-cohort.ts'
import { cohortPageView, coursePageView, readCohortToChange, readCourseToChange } from '#server/people/courses/views.ts'
import { writeLetter } from '#server/people/courses/write-letter.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import {
  addressId,
  chosenId,
  line,
  naming,
  optionalLine,
  optionalProse,
  prose,
  several,
  tick,
} from '#server/platform/http/input.ts'
import { shortId } from '#server/platform/ids.ts'
import { mailWaits } from '#server/platform/mail/mail-mode.ts'
import { forbidden } from '#server/platform/refuse.ts'

const path = '/c/:community/cohorts/:cohort'

/** A day of the calendar (`2026-12-07`), or nothing. */
const dayOrNothing = z.preprocess(
  (value) => (value === '' || value === undefined ? null : value),
  z.iso.date('This is not a day.').nullable(),
)

const cohortText = {
  name: naming(120, 'A cohort needs a name.'),
  courseVersion: optionalLine(40),
  startsOn: dayOrNothing,
  endsOn: dayOrNothing,
}
const cohortRef = z.object({ id: z.string(), name: z.string(), address: z.string() })
const onePerson = z.object({ personId: z.string(), name: z.string(), cohort: cohortRef })
const peopleAdded = z.object({ added: z.number(), already: z.number(), cohort: cohortRef })
const limit = { times: 60, seconds: 600 }

const leads = { who: 'manage_members', refusals: [courseArchived] } as const
/** The terms of what brings people in. */
const adds = {
  ...leads,
  refusals: [courseArchived, cohortEnded],
  view: peopleAdded,
  created: true,
  form: `${path}/people/add`,
  limit,
  respond: ({ added, cohort }: PeopleAdded) => ({
    location: cohort.address,
    flash:
      '{n, plural, =0 {Everybody you chose is in the cohort already.} one {# person is in the cohort now.} other {# people are in the cohort now.}}',
    values: { n: added },
  }),
} as const

const pasted = { emails: several(z.string().max(320)), names: several(z.string().max(1000)) }

export const cohortEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/courses/:course/cohorts/new',
    summary: 'The form that adds a cohort to a course.',
    who: 'manage_members',
    json: 'none',
    view: coursePageView,
    read: readCourseToChange,
    page: newCohortPage,
  }),
  acts({
    path: '/c/:community/courses/:course/cohorts',
    summary: 'Adds a cohort, prepared and without people.',
    ...leads,
    limit,
    input: z.object(cohortText),
    view: cohortRef,
    created: true,
    form: '/c/:community/courses/:course/cohorts/new',
    act: addCohort,
    respond: ({ address }) => ({
      location: address,
      flash: 'The cohort is there. Now add its people and write its letter.',
    }),
  }),
  reads({
    path,
    summary:
      'A cohort: its dates, who teaches it, its people, 100 at a time, what was written for it, and what was handed over to it.',
    who: 'read',
    input: z.object({ after: addressId.nullable().default(null) }),
    view: wholeCohortView,
    read: readWholeCohort,
    page: cohortPage,
  }),
  reads({
    path: `${path}/edit`,
    summary: 'The form that changes the name and the dates of a cohort.',
    who: 'manage_members',
    view: cohortPageView,
    read: readCohortToChange,
    page: editCohortPage,
  }),
  acts({
    path,
    summary: 'Changes the name, the version of the course and the dates of a cohort.',
    ...leads,
    also: 'PUT',
    input: z.object(cohortText),
    view: cohortRef,
    form: `${path}/edit`,
    act: editCohort,
    respond: ({ address }) => ({ location: address, flash: 'Saved.' }),
  }),
  acts({
    path: `${path}/start`,
    summary: 'Starts a cohort now, or lets one that ended run again: its people become members and get its letter.',
    who: 'manage_members',
    refusals: [courseArchived, cohortRunning, communityNotOpen],
    limit,
    view: cohortRef.extend({ people: z.number() }),
    act: startCohort,
    respond: ({ address, people }) => ({
      location: address,
      flash:
        '{n, plural, =0 {The cohort is running. Nobody is in it yet.} one {The cohort is running, with # person.} other {The cohort is running, with # people.}}',
      values: { n: people },
    }),
  }),
  acts({
    path: `${path}/end`,
    summary: 'Ends a running cohort. Its people stay as alumni, unless the community says otherwise.',
    who: 'manage_members',
    refusals: [courseArchived, cohortNotRunning],
    view: cohortRef.extend({ left: z.number() }),
    act: endCohort,
    respond: ({ address, left }) => ({
      location: address,
      flash:
        '{n, plural, =0 {The cohort has ended. Its people stay members.} one {The cohort has ended. # person left the community with it.} other {The cohort has ended. # people left the community with it.}}',
      values: { n: left },
      undo: { action: `${address}/start` },
    }),
  }),
  reads({
    path: `${path}/people/add`,
    summary: 'Whom one may add: members that match `q`, who is found in the text `people`, and other cohorts.',
    who: 'manage_members',
    refusals: [courseArchived, cohortEnded],
    input: z.object({ q: optionalLine(320), people: optionalProse(longestPaste), ...pasted }),
    view: addPeopleView,
    read: readAddPeople,
    page: addPeoplePage,
  }),
  acts({
    path: `${path}/people`,
    summary: 'Adds members of the community to a cohort, by their ids in `persons`.',
    ...adds,
    input: z.object({ persons: several(chosenId).pipe(z.array(z.string()).max(500)) }),
    act: addChosen,
  }),
  acts({
    path: `${path}/people/pasted`,
    summary:
      'Adds everybody in a text with mail addresses. Without `confirmed` nobody is added: the answer is `look_first`, with who was found as `paste`, and as `next` what to send once they were looked over.',
    ...adds,
    refusals: [courseArchived, cohortEnded, lookFirst],
    input: z.object({ people: prose(longestPaste, 'Paste at least one mail address.'), ...pasted, confirmed: tick() }),
    act: addPasted,
  }),
  acts({
    path: `${path}/people/copies`,
    summary: 'Adds the people of another cohort of the community; they stay in that one.',
    ...adds,
    input: z.object({ from: chosenId }),
    act: copyPeople,
  }),
  acts({
    path: `${path}/people/:person/removal`,
    summary:
      'Takes somebody out of a cohort. Where nothing else makes them a member, they leave the community at once.',
    who: 'manage_members',
    refusals: [courseArchived, cohortEnded],
    also: 'DELETE',
    view: onePerson.extend({ isMember: z.boolean() }),
    act: removePerson,
    respond: ({ personId, name, isMember, cohort }) => ({
      location: cohort.address,
      ...(isMember
        ? { flash: '{name} is no longer in this cohort.' }
        : { flash: '{name} is no longer in this cohort, nor in the community.' }),
      values: { name },
      ...(isMember && { undo: { action: `${cohort.address}/people`, fields: { persons: shortId(personId) } } }),
    }),
  }),
  acts({
    path: `${path}/teachers`,
    summary: 'Says that a member teaches a cohort; `who` is a name, a handle or a mail address.',
    ...leads,
    input: z.object({ who: line(320) }),
    view: onePerson,
    created: true,
    form: path,
    act: addTeacher,
    respond: ({ name, cohort }) => ({
      location: cohort.address,
      flash: '{name} teaches this cohort.',
      values: { name },
    }),
  }),
  acts({
    path: `${path}/teachers/:person/removal`,
    summary: 'Says that somebody does not teach a cohort any more.',
    ...leads,
    also: 'DELETE',
    view: onePerson,
    act: removeTeacher,
    respond: ({ name, cohort }) => ({
      location: cohort.address,
      flash: '{name} no longer teaches this cohort.',
      values: { name },
    }),
  }),
  reads({
    path: `${path}/letter`,
    summary: 'The letter of a cohort, for those who write it: who looks after members, and who teaches it.',
    who: 'read',
    refusals: [forbidden, cohortEnded],
    view: letterView,
    read: readLetter,
    page: letterPage,
  }),
  acts({
    path: `${path}/letter`,
    summary: 'Replaces the letter of a cohort. While it runs the letter goes at once to those who have not got it.',
    who: 'read',
    refusals: [cohortEnded],
    also: 'PUT',
    limit,
    input: z.object({ letter: optionalProse(longestLetter), todo: optionalLine(120), todoPath: optionalLine(500) }),
    view: cohortRef.extend({ mails: z.number() }),
    form: `${path}/letter`,
    act: writeLetter,
    respond: ({ address, mails }, _input, _request, { mail }) => ({
      location: address,
      flash:
        mail === 'waits'
          ? '{n, plural, =0 {The letter is saved.} one {The letter is saved. # waits for a mail server.} other {The letter is saved. # wait for a mail server.}}'
          : '{n, plural, =0 {The letter is saved.} one {The letter is saved, and on its way to # person.} other {The letter is saved, and on its way to # people.}}',
      values: { n: mails },
    }),
  }),
  acts({
    path: `${path}/letter/mailing`,
    summary: 'Sends the letters of a running cohort that were kept, as the site had no mail server.',
    who: 'read',
    refusals: [mailWaits, noLetterWaits, enoughLettersForToday],
    limit,
    view: cohortRef.extend({ mails: z.number() }),
    form: path,
    act: sendWaitingLetters,
    respond: ({ address, mails }) => ({
      location: address,
      flash: 'The letter is on its way to {n, plural, one {# person} other {# people}}.',
      values: { n: mails },
    }),
  }),
]
