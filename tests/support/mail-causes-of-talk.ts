/** Mails that a job makes out of what was said: gathered notices, digests, and what became of answers by mail. */
import assert from 'node:assert/strict'
import { saveIncoming } from '#server/platform/mail/incoming/incoming-store.ts'
import { leftFilesMail } from '#server/platform/mail/incoming/left-files-mail.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import { created } from '#tests/support/created.ts'
import { addressesOf, type Cause, type Scene } from '#tests/support/mail-scene.ts'
import { addMembers, sendOne } from '#tests/support/pings.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const names = ['ben', 'cleo', 'dov'] as const
const addresses = names.map((who) => `${who}@example.org`)

/** The crowd answers a Ping by mail, in a way that brings each of them a mail back. */
const byMail =
  (way: { readonly isVouchedFor: boolean; readonly isCut: boolean }, mark: string): Cause =>
  async (scene) => {
    const { site, crowd, query } = scene
    const ping = await sendOne(site, { question: `Answered by mail ${mark}?` })
    const mails = await query(
      `select m.id, p.email, p.mail_version from mail m join person p on p.id = m.person_id where m.about_id = $1 and p.id = any($2::uuid[])`,
      [ping.id, crowd],
    )
    assert.equal(mails.length, crowd.length)
    await site.work(async (work) => {
      for (const { id, email, mail_version } of mails) {
        const raw = Buffer.from(`From: ${email}\r\nTo: site@example.org\r\nSubject: Re: Ping\r\n\r\nYes.\r\n`)
        const came = { messageId: `<${id}.${mark}@example.net>`, answeredId: id, answeredVersion: mail_version }
        const incomingId = await saveIncoming(work, { ...came, envelopeFrom: email, ...way, raw })
        await work.enqueue('take-in-mail', { incomingId })
      }
    })
    return addressesOf(scene, crowd)
  }

const discussions = ({ site }: Scene) => `/c/${site.cast.community.slug}/discussions`

export const causesByTalk: Readonly<Record<string, Cause>> = {
  async reply(scene) {
    const handles = await scene.query('select handle from person where id = any($1::uuid[])', [scene.crowd])
    await startThread(scene.site, 'ada', 'Named here', handles.map(({ handle }) => `@${handle}`).join(' '))
    return addressesOf(scene, scene.crowd)
  },
  async topics(scene) {
    const root = discussions(scene)
    const { site } = scene
    const choices = { topics: 'talk', staleAfter: 30, askAgainAfter: 3 }
    assert.equal((await site.as('ada').send(`${root}/settings`, choices)).status, 200)
    const topic = await created(site.as('ada').send(`${root}/topics`, { name: 'Meetings' }))
    await scene.query(
      `insert into topic_follow (community_id, topic_id, person_id, state) select $1, $2, unnest($3::uuid[]), 'following'`,
      [site.cast.community.id, topic.id, scene.crowd],
    )
    await created(site.as('ada').send(root, { title: 'Filed there', source: 'What?', topics: [topic.id] }))
    return addressesOf(scene, scene.crowd)
  },
  async asked_again(scene) {
    const { site, query } = scene
    const asked = await addMembers(site, 3)
    await query(`update person set ask_me_about = 'Marmalade' where id = any($1::uuid[])`, [asked])
    await query('update membership set visited_at = now() where person_id = any($1::uuid[])', [asked])
    const words = { kind: 'question', title: 'How to make marmalade?', source: 'Who knows?' }
    const { id } = await created(site.as('ben').send(discussions(scene), words))
    await query(`update thread set opened_at = now() - interval '5 days' where id = $1`, [id])
    await scene.runs('ask-again')
    return addressesOf(scene, asked)
  },
  async moderation(scene) {
    const { site } = scene
    const thread = await startThread(site, 'ada', 'Loud talk')
    for (const who of names) {
      const post = await writePost(site, who, thread, 'Loud words.')
      const removal = `${discussions(scene)}/${thread.id}/posts/${post}/removal`
      assert.equal((await site.as('ada').send(removal, { why: 'Loud' })).status, 200)
    }
    return addresses
  },
  async moderation_waits(scene) {
    const { site, query } = scene
    const { community } = site.cast
    const moderators = await addMembers(site, 3)
    await query(
      `insert into membership_role (community_id, person_id, role) select $1, unnest($2::uuid[]), 'moderator'`,
      [community.id, moderators],
    )
    const post = await writePost(site, 'cleo', await startThread(site, 'cleo', 'Unkind'), 'Unkind words.')
    const report = await site.as('ben').send(`/c/${community.slug}/moderation/posts/${post}/report`, { reason: 'spam' })
    assert.equal(report.status, 200, report.text)
    return addressesOf(scene, moderators)
  },
  answer_refused: byMail({ isVouchedFor: true, isCut: true }, 'too-large'),
  async answer_files(scene) {
    const { site, crowd } = scene
    const files = JSON.stringify([
      { name: 'a.exe', says: 'Your answer was posted, but not every file that came with it.' },
    ])
    const about = { kind: 'incoming_mail', id: crypto.randomUUID() }
    await site.work((work) => queueMailing(work, leftFilesMail, crowd, { about, payload: { files } }))
    return addressesOf(scene, crowd)
  },
  answer_unconfirmed: byMail({ isVouchedFor: false, isCut: false }, 'by-whom'),
  async digest(scene) {
    const { site, query } = scene
    const { community } = site.cast
    const readers = await addMembers(site, 4)
    await query(
      `insert into mail_choice (person_id, community_id, kind, choice) select unnest($1::uuid[]), $2, 'announcement', 'daily'`,
      [readers, community.id],
    )
    await query('insert into mail_rhythm (person_id, digest_hour) select unnest($1::uuid[]), 0', [readers])
    const words = { title: 'For the digest', source: 'Words.', publish: true }
    await created(site.as('ada').send(`/c/${community.slug}/announcements`, words))
    await query(`update mail set created_at = now() - interval '2 days' where state = 'held'`)
    await scene.runs('make-digests')
    return addressesOf(scene, readers)
  },
}
