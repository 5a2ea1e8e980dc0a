/** Leaders find people of the site by name, as far as the site lets them, and switch on who is a member. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { addPerson } from '#tests/support/actors.ts'
import { inBrowser, isSound } from '#tests/support/in-browser.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { people, community, elsewhere } = site.cast
const [ada, ben, owen] = [site.as('ada'), site.as('ben'), site.as('owen')]
const there = `/c/${community.slug}/members/accounts`
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows
const found = async (asked: string) =>
  (await ada.json(`${there}?${asked}`)).json.items.map(({ name, isMember }: { name: string; isMember: boolean }) =>
    isMember ? `${name} *` : name,
  )
const nina = await addPerson(site, 'Nina Holm')
await query(`update person set title = 'Plant lead, Évora' where id = $1`, [nina.id])

test('everybody with an account stands there with name and title, never with an address', async () => {
  assert.deepEqual(await found('q=nina'), ['Nina Holm'])
  assert.deepEqual(await found('q=evora'), ['Nina Holm'])
  assert.deepEqual(await found('show=members'), ['Ada Lindqvist *', 'Ben Reyes *', 'Cleo Marsh *', 'Dov Adler *'])
  assert.ok((await found('show=others')).includes('Eve Okoro'))
  assert.equal((await found('sort=newest'))[0], 'Nina Holm')
  const { text } = await ada.get(there)
  assert.match(text, /role="switch" aria-checked="true"/)
  assert.doesNotMatch(text, /@example\.org/)
  assert.deepEqual(await found('q=nina@example.org'), [], 'an address is not searched')
  assert.equal((await ben.get(there)).status, 403)
})

test('the switch makes somebody a member, and takes it back; the list is as it was before', async () => {
  const on = await ada.post(`${there}/${nina.id}`, { member: 'yes', list: 'q=nina&show=' })
  assert.equal(on.headers.location, `${there}?q=nina&show=`)
  assert.deepEqual(await found('q=nina'), ['Nina Holm *'])
  assert.equal((await ada.send(`${there}/${nina.id}`, { member: 'yes' })).json.isMember, true, 'twice is once')
  assert.equal((await ada.send(`${there}/${nina.id}`, { member: 'no' })).json.isMember, false)
  assert.deepEqual(await found('q=nina'), ['Nina Holm'])
  const lines = (await ada.json(`/c/${community.slug}/settings/audit`)).json.items.map(
    ({ verb }: { verb: string }) => verb,
  )
  assert.deepEqual(lines.slice(0, 2), ['member.removed', 'member.added'])
  assert.equal((await ada.send(`${there}/${people.ada.id}`, { member: 'no' })).json.code, 'last_leader')
  assert.equal((await ada.send(`${there}/019a0000-0000-7000-8000-000000000000`, { member: 'yes' })).status, 404)
})

test('where the site says so, leaders find people of their own communities only, and no answer tells who has an account', async () => {
  const settings = (await owen.json('/site/settings')).json
  const saved = await owen.send('/site/settings', { ...settings, finding: 'own' }, 'PUT')
  assert.equal(saved.status, 200, saved.text)
  assert.equal((await owen.json('/site/settings')).json.finding, 'own')
  assert.deepEqual(await found(''), ['Ada Lindqvist *', 'Ben Reyes *', 'Cleo Marsh *', 'Dov Adler *'])
  assert.equal((await ada.send(`${there}/${nina.id}`, { member: 'yes' })).status, 404)
  const [known, unknown] = await Promise.all(
    ['nina-holm@example.org', 'nobody-here@example.org'].map(async (address) => {
      const { text } = await ada.get(`${there}?q=${encodeURIComponent(address)}`)
      return text
        .replaceAll(address, 'ADDRESS')
        .replaceAll(encodeURIComponent(address), 'ADDRESS')
        .replace(/(?:once" value|data-now)="[^"]+/g, '')
    }),
  )
  assert.equal(known, unknown)
  assert.match(known ?? '', /Add ADDRESS\?/)
  assert.ok(
    (await owen.json(`${there}?q=nina`)).json.items.length > 0,
    'who looks after the accounts of the site finds all',
  )
  assert.deepEqual((await site.as('eve').json(`/c/${elsewhere.slug}/members/accounts`)).json.items.length, 1)
  await owen.send('/site/settings', { ...settings, finding: 'everybody' }, 'PUT')
})

test('two thousand people: pages of fifty, each once in every order, one query a page, and a light page', async () => {
  await sql`insert into person (name, email, handle) select 'Many ' || i % 700, 'many-' || i || '@example.org', 'many-' || i from generate_series(1, 2000) i`.execute(
    site.database.db.write,
  )
  for (const sort of ['name', 'newest']) {
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const { json } = await ada.json(`${there}?q=many&sort=${sort}&after=${next}`)
      assert.ok(json.items.length <= 50)
      seen.push(...json.items.map(({ personId }: { personId: string }) => personId))
      next = json.next
    }
    assert.deepEqual([seen.length, new Set(seen).size], [2000, 2000], sort)
  }
  const { text } = await ada.get(there)
  assert.ok(gzipSync(text).length < 20_000, `${gzipSync(text).length} bytes`)
})

test('in a browser the list follows what one types', async () => {
  const page = await (await inBrowser(site))('ada', there)
  await page.getByRole('searchbox').pressSequentially('nina')
  await page.locator('[data-found] tbody tr').nth(1).waitFor({ state: 'detached' })
  assert.match(page.url(), /q=nina/)
  await page.getByRole('switch', { name: 'Nina Holm is a member' }).click()
  await page.locator('[role=switch][aria-checked=true]').waitFor()
  assert.match(page.url(), /q=nina/)
  await isSound(page)
})
