/**
 * A site whose mails are answered by mail: with a mail server that keeps what it sends, and a mail program that answers. Before each
 * test nothing is under way, and nobody has a mail.
 */
import { after, beforeEach } from 'node:test'
import type { ParsedMail } from 'mailparser'
import type { CastName } from '#tests/support/cast.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { addressOf, openMailProgram } from '#tests/support/mail-program.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite, type Site } from '#tests/support/site.ts'
import { type StartedThread, startThread, writePost } from '#tests/support/threads.ts'

/** A thread, Cleo's post in it, and the mail that tells who began the thread of it. */
export interface Answerable {
  readonly thread: StartedThread
  readonly post: string
  readonly mail: ParsedMail
}

/** Opens it, at the top of a test file. */
export async function openMailedSite(settings: Partial<Record<string, string>> = {}) {
  const program = await openMailProgram()
  after(() => program.close())
  const mailbox = await openMailbox()
  after(() => mailbox.close())
  const site = await openSite({ SMTP_URL: mailbox.url, PUBLIC_URL: 'https://guild.example', MAIL_IN: '0', ...settings })
  const db = site.database.db.write

  beforeEach(async () => {
    await gatherReplies(site)
    for (const table of ['notice', 'incoming_mail', 'mail'] as const) await db.deleteFrom(table).execute()
    ;(mailbox.messages as unknown[]).length = 0
  })

  /** The first mail to somebody for which this is true. */
  async function mailTo(who: CastName, wanted: (mail: ParsedMail) => boolean = () => true): Promise<ParsedMail> {
    await sendMails(site)
    return mailbox.waitFor((mail) => addressOf(mail.to) === site.cast.people[who].email && wanted(mail))
  }

  /** The texts of all mails to somebody with this subject. */
  async function mailsTo(who: CastName, subject: string): Promise<string[]> {
    await sendMails(site)
    return mailbox.messages
      .filter((mail) => mail.subject === subject && addressOf(mail.to) === site.cast.people[who].email)
      .map(({ text }) => text ?? '')
  }

  async function mailAboutPost(title: string, who: CastName = 'ada'): Promise<Answerable> {
    const thread = await startThread(site, who, title)
    const post = await writePost(site, 'cleo', thread, 'I begin with a question.')
    await gatherReplies(site)
    return { thread, post, mail: await mailTo(who) }
  }

  /** What a reader of a thread sees. */
  const pageOf = async ({ id }: { readonly id: string }) =>
    (await site.as('ben').get(`/c/${site.cast.community.slug}/discussions/${id}`)).text

  /** What became of each mail that came in; and whether its bytes are still there. */
  const outcomes = async () =>
    (await db.selectFrom('incoming_mail').select(['outcome', 'raw']).orderBy('id').execute()).map(
      ({ outcome, raw }) => `${outcome}${raw ? ' kept' : ''}`,
    )

  return { site, db, program, mailbox, mailTo, mailsTo, mailAboutPost, pageOf, outcomes }
}

/** The subject of the mail that says that an answer was not posted. */
export const notPosted = 'Your answer was not posted'

async function gatherReplies(site: Site): Promise<void> {
  for (const task of ['notify-of-activity', 'gather-replies']) await runJobs(site, task)
  await sendMails(site)
}
