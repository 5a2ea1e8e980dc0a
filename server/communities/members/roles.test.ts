/** Roles are given and taken, within what the giver may; a community keeps somebody who leads it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeRoles } from '#server/communities/members/change-roles.ts'
import { leaveCommunity } from '#server/communities/members/remove-member.ts'
import type { Standing } from '#server/communities/members/role.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Permission } from '#server/platform/permission.ts'
import { may } from '#server/platform/permissions.ts'
import { Refused } from '#server/platform/refuse.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const root = `/c/${community.slug}/members`
const ada = site.as('ada')

const rolesOf = async (who: 'ada' | 'ben' | 'cleo') =>
  (await site.as('owen').json(`${root}?q=${people[who].name.split(' ')[0]}`)).json.items[0].roles

test('the page says what each role may, and the choices follow what somebody is', async () => {
  const page = await ada.get(`${root}/${people.ben.id}/roles`)
  assert.match(page.text, /Everything a helper can do, and:/)
  assert.match(page.text, /Give and take roles in the community/)
  assert.match(page.text, /value="member"[^>]*checked/)
})

test('no screen offers what does nothing yet; a role that somebody holds is shown', async () => {
  const roles = await ada.get(`${root}/${people.ben.id}/roles`)
  const directory = await ada.get(root)
  for (const { text } of [roles, directory]) {
    assert.doesNotMatch(text, /Insights|Suggest a Ping|Report a post|Export the/)
  }
  await ada.send(`${root}/${people.ben.id}/roles`, { standing: 'member', roles: ['event_host'] })
  const held = await ada.get(`${root}/${people.ben.id}/roles`)
  assert.match(held.text, /value="event_host"[^>]*checked/)
  await ada.send(`${root}/${people.ben.id}/roles`, { standing: 'member' })
})

test('a helper edits content and moderates; more roles can be added; roles not named are taken', async () => {
  await ada.send(`${root}/${people.ben.id}/roles`, { standing: 'helper' })
  assert.deepEqual(await rolesOf('ben'), ['content_editor', 'moderator'])
  const ben = await site.actor('ben')
  assert.ok(may(ben, 'moderate', community.id) && may(ben, 'send_ping', community.id))
  assert.ok(!may(ben, 'community_settings', community.id))
  await ada.post(`${root}/${people.ben.id}/roles`, { standing: 'member', roles: ['event_host', 'moderator'] })
  assert.deepEqual(await rolesOf('ben'), ['moderator', 'event_host'])
  await ada.post(`${root}/${people.ben.id}/roles`, { standing: 'member' })
  assert.deepEqual(await rolesOf('ben'), [])
})

test('a guest can hold no other role, and an unknown role is refused', async () => {
  const mixed = await ada.send(`${root}/${people.ben.id}/roles`, { standing: 'helper', roles: ['guest'] })
  assert.equal(mixed.status, 422)
  assert.match(mixed.json.fields.roles, /A guest can do less/)
  assert.equal((await ada.send(`${root}/${people.ben.id}/roles`, { standing: 'king' })).status, 422)
  await ada.send(`${root}/${people.ben.id}/roles`, { standing: 'member', roles: ['guest'] })
  assert.ok(!may(await site.actor('ben'), 'discuss', community.id))
  await ada.send(`${root}/${people.ben.id}/roles`, { standing: 'member' })
})

test('nobody gives what they do not hold, not even to themselves', async () => {
  // A member whose only further permission is to give roles: no standard role is so, a site's own may be.
  const ben = await site.actor('ben')
  assert.equal(ben.kind, 'person')
  if (ben.kind !== 'person') return
  const giving = (...more: Permission[]) => ({
    ...ben,
    memberships: ben.memberships.map((one) => ({ ...one, permissions: [...one.permissions, ...more] })),
  })
  const give = (actor: Actor, standing: Standing) =>
    site.work((work) =>
      changeRoles(work, actor, {
        community: community.slug,
        person: people.ben.id,
        standing,
        roles: [],
        guestUntil: '',
      }),
    )
  const refusedAs = (code: string) => (error: unknown) => error instanceof Refused && error.refusal.code === code
  await assert.rejects(give(giving(), 'leader'), refusedAs('forbidden'))
  await assert.rejects(give(giving('give_roles'), 'leader'), refusedAs('beyond_your_role'))
  await assert.rejects(give(giving('give_roles', 'moderate'), 'helper'), refusedAs('beyond_your_role'))
  assert.deepEqual((await give(giving('give_roles'), 'member')).roles, [])
  // Nor do they take what they could not give.
  await site.as('ada').send(`${root}/${people.ben.id}/roles`, { standing: 'helper' })
  await assert.rejects(give(giving('give_roles'), 'member'), refusedAs('beyond_your_role'))
  await site.as('ada').send(`${root}/${people.ben.id}/roles`, { standing: 'member' })
})

test('the last leader stays: no demotion, no removal, no leaving', async () => {
  for (const [path, body] of [
    [`${root}/${people.ada.id}/roles`, { standing: 'member' }],
    [`${root}/${people.ada.id}/removal`, {}],
    [`/c/${community.slug}/leaving`, {}],
  ] as const) {
    const no = await ada.send(path, body)
    assert.equal(no.status, 409, path)
    assert.equal(no.json.code, 'last_leader')
  }
  assert.equal((await site.as('owen').send(`${root}/${people.ada.id}/removal`)).json.code, 'last_leader')
  assert.deepEqual(await rolesOf('ada'), ['manager'])
})

test('of two leaders who leave at once one stays', async () => {
  for (let round = 0; round < 5; round++) {
    await site.work((work) =>
      work.tx
        .insertInto('membership_role')
        .values(
          [people.ada, people.cleo].map(({ id }) => ({
            community_id: community.id,
            person_id: id,
            role: 'manager' as const,
          })),
        )
        .onConflict((on) => on.doNothing())
        .execute(),
    )
    const [one, other] = [await site.actor('ada'), await site.actor('cleo')]
    const leave = (actor: typeof one) => site.work((work) => leaveCommunity(work, actor, { community: community.slug }))
    const outcomes = await Promise.allSettled([leave(one), leave(other)])
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const left = outcomes[0]?.status === 'fulfilled' ? people.ada : people.cleo
    await site.as('owen').send(root, { people: left.email, confirmed: true })
  }
})

test('a permission that is taken ends with the request', async () => {
  const owen = site.as('owen')
  await owen.send(`${root}/${people.ben.id}/roles`, { standing: 'leader' })
  assert.equal((await site.as('ben').get(`/c/${community.slug}/settings`)).status, 200)
  await owen.send(`${root}/${people.ben.id}/roles`, { standing: 'member' })
  assert.equal((await site.as('ben').get(`/c/${community.slug}/settings`)).status, 403)
})
