/** What people do with one press, and the mails that it sends: Pings, announcements, events, invitations, accounts. */
import assert from 'node:assert/strict'
import { askToJoin } from '#server/communities/joining/requests/ask-to-join.ts'
import { mailPasswordSet, queuePasswordOff } from '#server/identity/password-mails.ts'
import { loadActorOf } from '#server/identity/room.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { shortId } from '#server/platform/ids.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { answersTestMail } from '#server/site/answers-by-mail/round-trip.ts'
import { changeAddress } from '#server/site/people/change-account.ts'
import { sendTestMail } from '#server/site/test-mail.ts'
import { addCohort, addCourse } from '#tests/support/courses.ts'
import { created } from '#tests/support/created.ts'
import { planOne, usualEvent } from '#tests/support/events.ts'
import { addressesOf, type Cause, endNow, type Scene } from '#tests/support/mail-scene.ts'
import { addMembers, draftOne, sendOne, voteAs } from '#tests/support/pings.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import type { Answer } from '#tests/support/site.ts'

const names = ['ben', 'cleo', 'dov'] as const

/** So many different words. */
const few = (what: string) => [1, 2, 3, 4].map((n) => `${what} ${n}`)

async function done(answer: Promise<Answer>): Promise<Answer> {
  const { status, text, ...rest } = await answer
  assert.ok(status < 400, text)
  return { status, text, ...rest }
}

const everybody = async ({ site, crowd, ...rest }: Scene) =>
  addressesOf({ site, crowd, ...rest }, [...crowd, ...names.map((who) => site.cast.people[who].id)])

/** An event that begins so many minutes from now, to which the crowd said yes. */
async function comesIn(scene: Scene, minutes: number, title: string): Promise<string[]> {
  const { site, crowd, query } = scene
  const event = await planOne(site, { title })
  await query(
    `update event_time set starts_at = now() + $2::int * interval '1 minute', ends_at = now() + ($2::int + 30) * interval '1 minute' where event_id = $1`,
    [event.id, minutes],
  )
  await query(
    `insert into event_answer (event_id, community_id, person_id, answer) select $1, $2, unnest($3::uuid[]), 'yes'`,
    [event.id, site.cast.community.id, crowd],
  )
  await scene.runs('remind-of-events')
  return addressesOf(scene, crowd)
}

/** These members ask to join Eve's community. @returns their requests */
async function askEve({ site, query }: Scene, ids: readonly string[]): Promise<string[]> {
  const { elsewhere } = site.cast
  await query(`update community set is_hidden = false, joining = 'request' where id = $1`, [elsewhere.id])
  for (const id of ids) {
    const actor = await loadActorOf(site.platform.database.read, id)
    await site.work((work) => askToJoin(work, actor, { community: elsewhere.slug, answer: 'Two teams.' }))
  }
  const found = await query('select id from join_request where person_id = any($1::uuid[])', [ids])
  return found.map(({ id }) => shortId(id))
}

/** Eve answers some who ask. */
const answered =
  (end: 'approval' | 'refusal', [from, to]: readonly [number, number]): Cause =>
  async (scene) => {
    const { site, crowd } = scene
    const some = crowd.slice(from, to)
    for (const id of await askEve(scene, some))
      await done(site.as('eve').send(`/c/${site.cast.elsewhere.slug}/members/requests/${id}/${end}`))
    return addressesOf(scene, some)
  }

export const causesByActs: Readonly<Record<string, Cause>> = {
  async ping(scene) {
    await sendOne(scene.site, { question: 'Sent to all?' })
    return everybody(scene)
  },
  async ping_reminder(scene) {
    const ping = await sendOne(scene.site, { question: 'Reminded?', reminds: true, hours: 48 })
    await scene.query(`update ping set reminds_at = now() - interval '1 second' where id = $1`, [ping.id])
    await scene.runs('remind-of-ping', { pingId: ping.id })
    return everybody(scene)
  },
  async ping_result(scene) {
    const ping = await sendOne(scene.site, { question: 'Ended?' })
    await voteAs(scene.site, scene.crowd, ping, 0)
    await endNow(scene, ping)
    await scene.runs('close-ping', { pingId: ping.id })
    return addressesOf(scene, [...scene.crowd, scene.site.cast.people.ada.id])
  },
  async ping_outcome(scene) {
    const { site, crowd, query } = scene
    await query(
      `insert into mail_choice (person_id, community_id, kind, choice) select unnest($1::uuid[]), $2, 'ping_outcome', 'at_once'`,
      [crowd, site.cast.community.id],
    )
    const ping = await sendOne(site, { question: 'What followed?' })
    await voteAs(site, crowd, ping, 0)
    await done(site.as('ada').send(`${ping.address}/closing`, { why: 'Enough' }))
    await done(site.as('ada').send(`${ping.address}/outcome`, { text: 'We changed it.' }))
    return addressesOf(scene, crowd)
  },
  async ping_test({ site }) {
    for (const question of few('A test of'))
      await done(site.as('ada').send(`${(await draftOne(site, { question })).address}/test`))
    return ['ada@example.org']
  },
  async ping_consent({ site, query }) {
    const { community, people } = site.cast
    await query(
      `with container as (insert into featured_container (community_id, name, position) values ($1, 'In front', 9) returning id)
       insert into featured_person (community_id, container_id, person_id, position) select $1, id, $2, 1 from container`,
      [community.id, people.cleo.id],
    )
    for (const question of few('In your name'))
      await done(
        site.as('ada').send(`${(await draftOne(site, { question, voiceId: people.cleo.id })).address}/consent`),
      )
    return ['cleo@example.org']
  },
  async announcement(scene) {
    const words = { title: 'News for all', source: 'Words.', publish: true }
    await created(scene.site.as('ada').send(`/c/${scene.site.cast.community.slug}/announcements`, words))
    return everybody(scene)
  },
  async announcement_test({ site }) {
    const ada = site.as('ada')
    for (const title of few('A test of news')) {
      const made = await created(ada.send(`/c/${site.cast.community.slug}/announcements`, { title, source: 'Words.' }))
      await done(ada.send(`${made.address}/test`))
    }
    return ['ada@example.org']
  },
  async event(scene) {
    await planOne(scene.site, { title: 'All are invited', invite: 'yes' })
    return everybody(scene)
  },
  async event_proposal({ site }) {
    const { title: _, ...words } = usualEvent
    for (const title of few('Proposed'))
      await created(site.as('ben').send(`/c/${site.cast.community.slug}/events/proposals`, { ...words, title }))
    return ['ada@example.org']
  },
  event_day: (scene) => comesIn(scene, 23 * 60, 'Tomorrow'),
  event_hour: (scene) => comesIn(scene, 50, 'In an hour'),
  async invitation({ site }) {
    const people = few('new').map((one) => `${one.replace(' ', '')}@example.net`)
    const asked = { people: people.join('\n'), confirmed: 'yes' }
    await done(site.as('ada').send(`/c/${site.cast.community.slug}/members`, asked))
    return people
  },
  async join_request(scene) {
    await askEve(scene, scene.crowd.slice(0, 3))
    return ['eve@example.org']
  },
  join_approved: answered('approval', [3, 6]),
  join_declined: answered('refusal', [6, 9]),
  async join_link({ site }) {
    const { links } = await created(site.as('ada').send(`/c/${site.cast.community.slug}/members/links`))
    const key = new URL(links[0].address, 'http://x').pathname.split('/').at(-1)
    const people = few('guest').map((one) => `${one.replace(' ', '')}@example.net`)
    for (const email of people) {
      forgetCounts()
      await done(site.as('visitor').post(`/join/${key}/account`, { name: 'Nia Brook', email }))
    }
    return people
  },
  async cohort_letter(scene) {
    const { site } = scene
    const ada = site.as('ada')
    const cohort = await addCohort(site, await addCourse(site, 'With a letter'), { name: 'Autumn' })
    await done(ada.send(`${cohort.here}/letter`, { letter: 'Welcome, all of you.' }))
    await done(ada.send(`${cohort.here}/people`, { persons: scene.crowd }))
    await done(ada.send(`${cohort.here}/start`))
    return addressesOf(scene, scene.crowd)
  },
  async people_feed(scene) {
    const { site, query } = scene
    const admins = await addMembers(site, 4)
    await query(`update person set site_role = 'admin' where id = any($1::uuid[])`, [admins])
    const feed = await created(site.as('owen').send('/site/people/feeds', { name: 'From HR', into: '' }))
    const file = { name: 'hr.csv', bytes: 'nothing,here\n1,2\n' }
    await sendFiles(site, 'owen', `/site/people/feeds/${feed.id}/files`, {}, { file })
    return addressesOf(scene, [...admins, site.cast.people.owen.id])
  },
  async sign_in(scene) {
    const people = await addressesOf(scene, scene.crowd)
    for (const email of people) {
      forgetCounts()
      await done(scene.site.as('visitor').post('/sign-in', { email }))
    }
    return people
  },
  async password_off(scene) {
    const { site, crowd, query } = scene
    await query(
      `insert into account (user_id, provider_id, account_id, password) select id, 'credential', id::text, 'x' from unnest($1::uuid[]) id `,
      [crowd],
    )
    const people = await addressesOf(scene, crowd)
    await site.work(async (work) => {
      for (const address of people) await queuePasswordOff(work, address)
    })
    return people
  },
  async password_set(scene) {
    await scene.site.work(async (work) => {
      for (const id of scene.crowd) await mailPasswordSet(work, id, true)
    })
    return addressesOf(scene, scene.crowd)
  },
  async address_changed(scene) {
    const moved = await addMembers(scene.site, 4)
    const former = await scene.query('select id, email from person where id = any($1::uuid[])', [moved])
    await scene.site.work(async (work) => {
      for (const { id = '', email = '' } of former) await changeAddress(work, { id, email }, `moved-${email}`)
    })
    return former.map(({ email }) => email as string)
  },
  // It goes to the site's own address, wherever that is asked for.
  async answers_test({ site }) {
    const people = few('own').map((one) => `${one.replace(' ', '')}@example.net`)
    await site.work(async (work) => {
      for (const address of people) await queueMail(work, answersTestMail, { address }, { payload: {} })
    })
    return people
  },
  async mail_test(scene) {
    const { site, crowd } = scene
    const actors = await Promise.all(crowd.map((id) => loadActorOf(site.platform.database.read, id)))
    await site.work(async (work) => {
      for (const actor of actors) await sendTestMail(work, actor)
    })
    return addressesOf(scene, crowd)
  },
}
