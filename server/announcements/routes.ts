/** The addresses of announcements. */
import { z } from 'zod'
import {
  askAnnouncementConsent,
  pinAnnouncement,
  remindUnconfirmed,
  removeAnnouncement,
  returnAnnouncement,
  withdrawAnnouncement,
} from '#server/announcements/after-publishing.ts'
import {
  announcementsAddress,
  asksNoConfirmation,
  communityInDraft,
  isNotOut,
  isNotPlanned,
  isNotWithdrawn,
  isOut,
  nobodyToAsk,
  nobodyToRemind,
  notAsked,
  remindedAlready,
  twoPinned,
} from '#server/announcements/announcement.ts'
import { confirmReading, takeBackReading } from '#server/announcements/confirming/confirm-reading.ts'
import { readAnnouncementForm } from '#server/announcements/form-views.ts'
import { newAnnouncement, pin, schedule, words } from '#server/announcements/input.ts'
import {
  announcementPageView,
  announcementsPageView,
  listAnnouncements,
  readAnnouncementPage,
} from '#server/announcements/page-views.ts'
import { announcementFormPage, announcementPage, announcementsPage } from '#server/announcements/pages.ts'
import {
  publishAnnouncement,
  scheduleAnnouncement,
  unscheduleAnnouncement,
} from '#server/announcements/publish-announcement.ts'
import { readersPage } from '#server/announcements/readers-page.ts'
import { readersPageView, readReaders } from '#server/announcements/readers-views.ts'
import { changeAnnouncement, inAnotherName } from '#server/announcements/writing/change-announcement.ts'
import { draftAnnouncement } from '#server/announcements/writing/draft-announcement.ts'
import { consentMissing, notFeatured, saidNo } from '#server/communities/room.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId, tick } from '#server/platform/http/input.ts'
import type { MailMode } from '#server/platform/mail/mail-mode.ts'
import { forbidden } from '#server/platform/refuse.ts'

const all = '/c/:community/announcements'
const one = `${all}/:announcement` as const
const written = z.object({ id: z.string(), address: z.string() })
const sent = written.extend({ mails: z.number() })
const whyNotOut = [isOut, communityInDraft, consentMissing, notFeatured]
const often = { times: 60, seconds: 600 }

/** The message after something was mailed; it depends on what becomes of mails. */
function flashOf(mail: MailMode): string {
  return {
    leaves: 'It is out, and on its way to {n, plural, one {# person} other {# people}}.',
    waits: 'It is out on this site. {n, plural, one {# mail waits} other {# mails wait}} for a mail server.',
    stays: 'It is out. No mail leaves the demo: read {n, plural, one {its mail} other {its # mails}} under “Outbox”.',
  }[mail]
}

export const announcementRoutes: readonly Endpoint[] = [
  reads({
    path: all,
    summary: 'The announcements of a community, the newest first; what is not out for those who announce there.',
    who: 'read',
    input: z.object({ after: addressId.nullable().default(null) }),
    view: announcementsPageView,
    read: listAnnouncements,
    page: announcementsPage,
    elsewhere: ({ community }, _actor, input) =>
      community.slug === input.community ? null : announcementsAddress(community.slug),
  }),
  reads({
    path: `${all}/new`,
    summary: 'The form of a new announcement.',
    who: 'announce',
    json: 'none',
    read: readAnnouncementForm,
    page: announcementFormPage,
  }),
  acts({
    path: all,
    summary:
      'Writes a draft: title and source (Markdown), voiceId of a featured person, as `group` the cohorts it is for, asksConfirmation, hasDiscussion. With publish it goes out at once.',
    who: 'announce',
    created: true,
    form: `${all}/new`,
    limit: often,
    refusals: whyNotOut,
    input: newAnnouncement,
    view: z.union([sent, written]),
    async act(work, actor, { publish, on: _on, ...typed }) {
      const draft = await draftAnnouncement(work, actor, typed)
      if (!publish) return draft
      return publishAnnouncement(work, actor, { community: typed.community, announcement: draft.id })
    },
    respond: ({ address }, { on }) => ({ location: on ? `${address}?on=${on}` : address }),
  }),
  reads({
    path: one,
    summary: 'One announcement with its discussion; of one that was withdrawn, only that.',
    who: 'read',
    view: announcementPageView,
    read: readAnnouncementPage,
    page: announcementPage,
    elsewhere: ({ community, announcement }, _actor, input) =>
      community.slug === input.community ? null : announcement.address,
  }),
  reads({
    path: `${one}/edit`,
    summary: 'The form with an announcement’s words.',
    who: 'announce',
    json: 'none',
    refusals: [isNotOut],
    read: readAnnouncementForm,
    page: announcementFormPage,
  }),
  acts({
    path: one,
    summary: 'Changes an announcement. Of one that is out, with sendAgain it is mailed again; else nobody is told.',
    who: 'announce',
    also: 'PUT',
    form: `${one}/edit`,
    limit: often,
    refusals: [isNotOut, inAnotherName],
    input: words.extend({ sendAgain: tick() }),
    view: sent,
    act: changeAnnouncement,
    respond: ({ address, mails }, { sendAgain }, _request, screen) => ({
      location: address,
      ...(sendAgain && mails > 0 ? { flash: flashOf(screen.mail), values: { n: mails } } : { flash: 'Saved.' }),
    }),
  }),
  acts({
    path: `${one}/removal`,
    summary: 'Deletes an announcement that was never out.',
    who: 'announce',
    refusals: [isOut],
    view: z.object({ address: z.string() }),
    act: removeAnnouncement,
    respond: ({ address }) => ({ location: address, flash: 'The draft is deleted.' }),
  }),
  acts({
    path: `${one}/consent`,
    summary: 'Asks the person in whose name it would go out, by mail, whether they allow it.',
    who: 'announce',
    limit: often,
    refusals: [isOut, communityInDraft, nobodyToAsk, saidNo, notFeatured],
    view: written,
    act: askAnnouncementConsent,
    respond: ({ address }) => ({ location: address, flash: 'Asked. You will be told what they say.' }),
  }),
  acts({
    path: `${one}/publishing`,
    summary: 'Publishes it: on the page, in inboxes, and by mail to each member it reaches.',
    who: 'announce',
    form: one,
    limit: often,
    refusals: whyNotOut,
    view: sent,
    act: publishAnnouncement,
    respond: ({ address, mails }, _input, _request, screen) => ({
      location: address,
      flash: flashOf(screen.mail),
      values: { n: mails },
    }),
  }),
  acts({
    path: `${one}/schedule`,
    summary: 'Plans it: it is published by itself at `publishAt`, on the clock of who plans it.',
    who: 'announce',
    form: one,
    limit: often,
    refusals: whyNotOut,
    input: schedule,
    view: written.extend({ publishAt: z.date() }),
    act: scheduleAnnouncement,
    respond: ({ address }) => ({ location: address, flash: 'Planned. Until then you can change it.' }),
  }),
  acts({
    path: `${one}/schedule/undo`,
    summary: 'Makes a planned announcement a draft again.',
    who: 'announce',
    refusals: [isNotPlanned],
    view: written,
    act: unscheduleAnnouncement,
    respond: ({ address }) => ({ location: address, flash: 'It is a draft again.' }),
  }),
  acts({
    path: `${one}/pin`,
    summary: 'Pins an announcement above the others to the end of a day (`until`), or with none unpins it.',
    who: 'announce',
    form: one,
    refusals: [isNotOut, twoPinned],
    input: pin,
    view: written.extend({ until: z.date().nullable() }),
    act: pinAnnouncement,
    respond: ({ address, until }) => ({
      location: address,
      flash: until ? 'Pinned: it stands above the others.' : 'It is no longer pinned.',
    }),
  }),
  acts({
    path: `${one}/withdrawal`,
    summary: 'Withdraws an announcement: its readers no longer see what it said.',
    // The person in whose name it is may withdraw it too.
    who: 'read',
    form: one,
    refusals: [isNotOut],
    view: written,
    act: withdrawAnnouncement,
    respond: ({ address }) => ({ location: address, flash: 'Withdrawn.', undo: { action: `${address}/return` } }),
  }),
  acts({
    path: `${one}/return`,
    summary: 'Publishes a withdrawn announcement again. Nobody is mailed.',
    who: 'announce',
    refusals: [isNotWithdrawn],
    view: written,
    act: returnAnnouncement,
    respond: ({ address }) => ({ location: address, flash: 'It is out again.' }),
  }),
  acts({
    path: `${one}/confirmation`,
    summary: 'Confirms that I have read it.',
    who: 'read',
    also: 'PUT',
    refusals: [notAsked, isNotOut, asksNoConfirmation],
    view: written,
    act: confirmReading,
    respond: ({ address }) => ({ location: address, flash: 'Thank you. You have confirmed that you have read this.' }),
  }),
  acts({
    path: `${one}/confirmation/undo`,
    summary: 'Takes back that I have read it.',
    who: 'read',
    refusals: [notAsked, isNotOut, asksNoConfirmation],
    view: written,
    act: takeBackReading,
    respond: ({ address }) => ({ location: address, flash: 'Taken back.' }),
  }),
  reads({
    path: `${one}/readers`,
    summary: 'Who was mailed and who has confirmed, for those who lead and for who sent it.',
    // The person in whose name it is sees it too.
    who: 'read',
    refusals: [forbidden, isNotOut],
    view: readersPageView,
    read: readReaders,
    page: readersPage,
  }),
  acts({
    path: `${one}/reminder`,
    summary: 'Reminds those who have not confirmed; once.',
    who: 'announce',
    form: `${one}/readers`,
    limit: often,
    refusals: [isNotOut, asksNoConfirmation, remindedAlready, nobodyToRemind],
    view: sent,
    act: remindUnconfirmed,
    respond: ({ address, mails }) => ({
      location: `${address}/readers`,
      flash: 'Reminded: {n, plural, one {# person} other {# people}}.',
      values: { n: mails },
    }),
  }),
]
