/**
 * The sentences about invitations after an act, by what happens to them: no sentence claims a mail that does not leave.
 */
import type { MailMode } from '#server/platform/mail/mail-mode.ts'

interface FlashFields {
  readonly flash: string
}

/** After people were added; `n` is how many. */
export function flashOfAdded({ invited, waiting }: { invited: number; waiting: number }, mail: MailMode): FlashFields {
  if (waiting > 0 && mail === 'leaves')
    return {
      flash:
        '{n, plural, one {# person is added.} other {# people are added.}} {invited, plural, =0 {} one {# gets an invitation by mail now.} other {# get an invitation by mail now.}} {waiting, plural, one {# is new to this site and gets one within a few days: only so many a day go to people who have never been here.} other {# are new to this site and get one within a few days: only so many a day go to people who have never been here.}}',
    }
  if (invited === 0)
    return {
      flash: '{n, plural, =0 {Everybody was here already.} one {# person is added.} other {# people are added.}}',
    }
  return {
    leaves: {
      flash:
        '{n, plural, one {# person is added, and gets an invitation by mail.} other {# people are added, and get an invitation by mail.}}',
    },
    waits: {
      flash:
        '{n, plural, one {# person is added. Their invitation waits, as this site has no mail server yet.} other {# people are added. Their invitations wait, as this site has no mail server yet.}}',
    },
    stays: {
      flash:
        '{n, plural, one {# person is added. No mail leaves the demo: read the invitation under “Outbox”.} other {# people are added. No mail leaves the demo: read the invitations under “Outbox”.}}',
    },
  }[mail]
}

/** After some were invited again; `n` is how many. */
export function flashOfInvited({ waiting }: { waiting: number }, mail: MailMode): FlashFields {
  if (waiting > 0 && mail === 'leaves')
    return {
      flash:
        '{n, plural, one {An invitation is on its way to # person.} other {Invitations are on their way to # people.}} {waiting, plural, one {# more has to wait until tomorrow: only so many a day go to people who have never been here.} other {# more have to wait until tomorrow: only so many a day go to people who have never been here.}}',
    }
  return mail === 'leaves'
    ? {
        flash:
          '{n, plural, one {An invitation is on its way to # person.} other {Invitations are on their way to # people.}}',
      }
    : {
        flash:
          '{n, plural, one {No mail leaves the demo: read the invitation under “Outbox”.} other {No mail leaves the demo: read the # invitations under “Outbox”.}}',
      }
}

/** After a community was opened; `n` is how many are invited. */
export function flashOfOpening(mail: MailMode): FlashFields {
  return {
    leaves: {
      flash:
        '{n, plural, =0 {This community is open.} one {This community is open. An invitation is on its way to # person.} other {This community is open. Invitations are on their way to # people.}}',
    },
    waits: {
      flash:
        '{n, plural, =0 {This community is open.} one {This community is open. # invitation waits for a mail server.} other {This community is open. # invitations wait for a mail server.}}',
    },
    stays: {
      flash:
        '{n, plural, =0 {This community is open.} one {This community is open. No mail leaves the demo: read the invitation under “Outbox”.} other {This community is open. No mail leaves the demo: read the # invitations under “Outbox”.}}',
    },
  }[mail]
}
