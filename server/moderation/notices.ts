/** The notices of moderation, and the mail that tells moderators that something waits. */
import { mailedAsModeration, moderatedAct } from '#server/discussions/room.ts'
import { button, mailLayout, paragraph } from '#server/platform/mail/layout.ts'
import type { GatheredMail, NoticeKind } from '#server/platform/notice-kind.ts'

/** To those who moderate: gathered for an hour, so that a heated day is a few mails. */
const waitsMail: GatheredMail = {
  kind: 'moderation_waits',
  by: 'community',
  minutes: 60,
  task: 'gather-moderation-waits',
  name: (t) => t('Waiting for moderation'),
  unsubscribe: {
    place: 31,
    needs: 'moderate',
    byDefault: 'at_once',
    inDigest: 'other',
    name: (t) => t('Waiting for moderation'),
    hint: (t) => t('Where you moderate: when something is reported. Collected for an hour.'),
    stops: (t, at) =>
      t(
        'You will get no more mails when something waits for moderation in {community}. You still find it in your inbox on the site.',
        at,
      ),
    stopped: (t, at) =>
      t('What waits for moderation in {community} no longer comes to you by mail. You find it on the site.', at),
  },
  write({ community, news }, { t, site, unsubscribeUrl, replyTo }) {
    const subject = t('{n, plural, one {Something waits for moderation} other {# things wait for moderation}}', {
      n: news.length,
    })
    const says = t('Members reported something in {community}. Nothing is decided before one of you decides it.', {
      community: community.name,
    })
    return {
      from: community.name,
      replyTo,
      listId: `${community.slug}.moderation`,
      ...mailLayout({
        t,
        subject,
        community,
        preheader: says,
        blocks: [paragraph(says), button(t('Open the queue'), `${site.url}/c/${community.slug}/moderation`)],
        why: t('You get this because you moderate {community}.', { community: community.name }),
        unsubscribeUrl,
        site,
      }),
    }
  },
}

export const reportWaits: NoticeKind = {
  kind: 'report_waits',
  says: (t) => t('Something was reported and waits for moderation'),
  mail: waitsMail,
  ofGone: true,
  addressOfAct: (community) => `${community}/moderation`,
}

/** To those who moderate, where the author of what was moderated has answered. */
export const moderationAnswer: NoticeKind = {
  kind: 'moderation_answer',
  says: (t, { name }) => t('{name} answered what was moderated', { name }),
  ofGone: true,
  addressOfAct: (community) => `${community}/moderation`,
}

export const muted: NoticeKind = {
  ...mailedAsModeration('muted', (t, values) =>
    t(
      '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, muted you for a time: you can read, but not write',
      values,
    ),
  ),
  ofGone: true,
  addressOfAct: moderatedAct,
}

export const unmuted: NoticeKind = {
  ...mailedAsModeration('unmuted', (t, { name }) => t('{name} let you write again', { name })),
  ofGone: true,
}

export const entryHid: NoticeKind = {
  ...mailedAsModeration('entry_hidden', (t, values) =>
    t(
      '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, hid “{title}”: only you and moderators still read it',
      values,
    ),
  ),
  ofGone: true,
  addressOfAct: moderatedAct,
}

export const entryShows = mailedAsModeration('entry_shown', (t, { name, title }) =>
  t('{name} shows “{title}” again', { name, title }),
)

export const entryWasRemoved: NoticeKind = {
  ...mailedAsModeration('entry_removed', (t, values) =>
    t(
      '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, removed “{title}”',
      values,
    ),
  ),
  ofGone: true,
  addressOfAct: moderatedAct,
}

export const entryIsBack = mailedAsModeration('entry_returned', (t, { name, title }) =>
  t('{name} brought “{title}” back', { name, title }),
)
