/**
 * The kinds of notice about posts, and the mails that gather them.
 */
import { writeAnswersMail } from '#server/discussions/answers-email.ts'
import { writeAskedMail } from '#server/discussions/asked-again/email.ts'
import { writeModerationMail } from '#server/discussions/moderation-email.ts'
import { whatOneOffered } from '#server/discussions/reads-recipients.ts'
import { writeTopicsMail } from '#server/discussions/topics/email.ts'
import { shortId } from '#server/platform/ids.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import type { GatheredMail, NoticeKind } from '#server/platform/notice-kind.ts'

/** What happens to an entry and below it. */
export const answersMail: GatheredMail = {
  kind: 'reply',
  by: 'entry',
  minutes: 10,
  task: 'gather-replies',
  name: (t) => t('Answers'),
  unsubscribe: {
    place: 20,
    byDefault: 'at_once',
    inDigest: 'other',
    name: (t) => t('Answers and mentions'),
    hint: (t) => t('Collected for ten minutes, one mail for each discussion.'),
    stops: (t, at) =>
      t(
        'You will get no more mails when somebody answers or mentions you in {community}. You still find it in your inbox on the site.',
        at,
      ),
    stopped: (t, at) =>
      t('Answers and mentions in {community} no longer come to you by mail. You find them on the site.', at),
  },
  write: writeAnswersMail,
}

/** What moderators did to the reader's own posts. */
const moderationMail: GatheredMail = {
  kind: 'moderation',
  by: 'community',
  minutes: 10,
  task: 'gather-moderation',
  name: (t) => t('Moderation'),
  unsubscribe: {
    place: 30,
    byDefault: 'at_once',
    inDigest: 'other',
    name: (t) => t('Moderation'),
    hint: (t) =>
      t(
        'When somebody removes, hides or brings back what you wrote, or locks, renames, merges, splits or moves your discussion.',
      ),
    stops: (t, at) =>
      t(
        'You will get no more mails when what you wrote in {community} is moderated. You still find it in your inbox on the site.',
        at,
      ),
    stopped: (t, at) =>
      t('Moderation in {community} no longer comes to you by mail. You find it in your inbox on the site.', at),
  },
  write: writeModerationMail,
}

/** New discussions in topics that the reader follows. */
const topicsMail: GatheredMail = {
  kind: 'topics',
  by: 'community',
  minutes: 30,
  task: 'gather-topics',
  name: (t) => t('New discussions in topics'),
  unsubscribe: {
    place: 25,
    byDefault: 'at_once',
    inDigest: 'other',
    name: (t) => t('Topics you follow'),
    hint: (t) => t('When somebody starts a discussion there. Collected for half an hour.'),
    stops: (t, at) =>
      t(
        'You will get no more mails about new discussions in topics you follow in {community}. You still find them in your inbox on the site.',
        at,
      ),
    stopped: (t, at) =>
      t('New discussions in topics of {community} no longer come to you by mail. You find them on the site.', at),
  },
  write: writeTopicsMail,
}

/** A kind of notice that is mailed with the answers below its entry. */
export const mailedWithAnswers = (kind: string, says: NoticeKind['says']): NoticeKind => ({
  kind,
  says,
  mail: answersMail,
})

export const replied: NoticeKind = {
  ...mailedWithAnswers('reply', (t, values, { isAnswer }) =>
    isAnswer ? t('{name} answered you in “{title}”', values) : t('{name} wrote in “{title}”', values),
  ),
  notOfBlocked: true,
}
export const mentioned: NoticeKind = {
  ...mailedWithAnswers('mention', (t, values) => t('{name} mentioned you in “{title}”', values)),
  oncePerPost: true,
  notOfBlocked: true,
}

/** Where the author of what was moderated reads that, and answers once. */
export function moderatedAct(community: string, activityId: string): string {
  return `${community}/moderation/acts/${shortId(activityId)}`
}

/** A kind of notice that is mailed with what moderators did to what its reader wrote. */
export const mailedAsModeration = (kind: string, says: NoticeKind['says']): NoticeKind => ({
  kind,
  says,
  mail: moderationMail,
})

export const removed: NoticeKind = {
  ...mailedAsModeration('removed', (t, values) =>
    t(
      '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, removed what you said in “{title}”',
      values,
    ),
  ),
  ofGone: true,
  addressOfAct: moderatedAct,
}
export const returned = mailedAsModeration('returned', (t, values) =>
  t('{name} brought back what you said in “{title}”', values),
)
export const hidden: NoticeKind = {
  ...mailedAsModeration('hidden', (t, values) =>
    t(
      '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, hid what you said in “{title}”: only you and moderators still read it',
      values,
    ),
  ),
  ofGone: true,
  addressOfAct: moderatedAct,
}
export const editTaken = mailedAsModeration('edit_shown', (t, values) =>
  t('{name} showed your change of what you said in “{title}”', values),
)
export const editNotTaken = mailedAsModeration('edit_refused', (t, values) =>
  t(
    '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, left what you said in “{title}” as it was before your change',
    values,
  ),
)
export const published = mailedAsModeration('published', (t, values) =>
  t('{name} looked at what you said in “{title}”, and it is published now', values),
)
export const shown = mailedAsModeration('shown', (t, values) =>
  t('{name} shows again what you said in “{title}”', values),
)
export const locked = mailedAsModeration('locked', (t, values) =>
  t(
    '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, locked your discussion “{title}”',
    values,
  ),
)
export const renamed = mailedAsModeration('renamed', (t, values) =>
  t(
    '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, gave your discussion the title “{title}”',
    values,
  ),
)

export const writtenTo: NoticeKind = {
  ...mailedWithAnswers('thread_named', (t, values) => t('{name} wrote to you: “{title}”', values)),
  inDigest: 'question',
  notOfBlocked: true,
}

export const inTopic: NoticeKind = {
  kind: 'thread_in_topic',
  says: (t, values) => t('{name} started “{title}” in a topic you follow', values),
  mail: topicsMail,
  notOfBlocked: true,
}

export const mergedInto = mailedAsModeration('thread_merged', (t, values) =>
  t(
    '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, merged a discussion in which you wrote into “{title}”',
    values,
  ),
)
export const splitOff = mailedAsModeration('posts_split', (t, values) =>
  t(
    '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, moved what you said into a discussion of its own, “{title}”',
    values,
  ),
)
export const movedHere = mailedAsModeration('thread_moved', (t, values) =>
  t(
    '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, moved “{title}”, in which you wrote, here from another community',
    values,
  ),
)
export const movedAway: NoticeKind = {
  ...mailedAsModeration('thread_moved_away', (t, values) =>
    t(
      '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, moved “{title}”, in which you wrote, to another community',
      values,
    ),
  ),
  ofGone: true,
}
export const putBack = mailedAsModeration('thread_put_back', (t, values) =>
  t(
    '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, put what you said back into “{title}”',
    values,
  ),
)

export const highlighted: NoticeKind = {
  kind: 'highlighted',
  says: (t, values) => t('{name} highlighted what you said in “{title}”', values),
}

/** Questions that nobody has replied to, for those who offered to be asked. */
const askedMail: GatheredMail = {
  kind: 'asked_again',
  by: 'entry',
  minutes: 1,
  task: 'gather-asked',
  name: (t) => t('Questions for you'),
  unsubscribe: {
    place: 26,
    byDefault: 'at_once',
    inDigest: 'question',
    name: (t) => t('Questions for you'),
    hint: (t) =>
      t('When nobody has replied to a question about what one may ask you about. Once in two weeks at most.'),
    stops: (t, at) => t('In {community} no question will be asked of you again because of your profile.', at),
    stopped: (t, at) => t('In {community} no question is asked of you any more because of your profile.', at),
  },
  write: writeAskedMail,
}

export const askedAgain: NoticeKind = {
  kind: 'asked_again',
  says: (t, { name, title, ownWords }) =>
    t('{name} asks about “{title}”. You said: ask me about {what}', { name, title, what: excerpt(ownWords, 120) }),
  mail: askedMail,
  inNameOfFact: 'personId',
  ownWords: whatOneOffered,
}
