/** Leaders find people of the site by name, as far as the site lets them, and switch on who is a member. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { addPerson } from '#tests/support/actors.ts'
import { inBrowser, isSound } from '#tests/support/in-browser.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const open = await inBrowser(site)
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
  assert.deepEqual((await ada.json(`/c/${community.slug}/members/add?q=nina`)).json.items, [])
  assert.equal((await ada.send(`/c/${community.slug}/members/found`, { persons: [nina.id] })).status, 422)
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

test('in a browser the list follows what one types, and is so again after Back', async () => {
  const page = await open('ada', there)
  await page.locator('main').getByRole('searchbox').pressSequentially('nina')
  await page.locator('[data-found] tbody tr').nth(1).waitFor({ state: 'detached' })
  assert.match(page.url(), /q=nina/)
  await page.getByRole('switch', { name: 'Nina Holm is a member' }).click()
  await page.locator('[role=switch][aria-checked=true]').waitFor()
  assert.match(page.url(), /q=nina/)
  await isSound(page)
  await page.getByRole('link', { name: 'From another community' }).click()
  await page.getByRole('heading', { name: 'Copy members' }).waitFor()
  await page.goBack()
  await page.getByRole('switch', { name: 'Nina Holm is a member' }).waitFor()
  assert.equal(await page.locator('main').getByRole('searchbox').inputValue(), 'nina')
  assert.equal(await page.locator('[data-found] tbody tr').count(), 1)
})

test('somebody is picked by name, with the keyboard alone, or by a whole address', async () => {
  const root = `/c/${community.slug}/members`
  const pia = await addPerson(site, 'Pia Picked')
  await addPerson(site, 'Pim Passed')
  const page = await open('ada', `${root}/add`)
  const field = page.getByRole('combobox', { name: 'Search people' })
  await field.pressSequentially('pi')
  await page.getByRole('option', { name: 'Pim Passed' }).waitFor()
  await isSound(page)
  assert.equal(await field.getAttribute('aria-expanded'), 'true')
  await page.keyboard.press('Escape')
  await page.getByRole('option').first().waitFor({ state: 'hidden' })
  assert.equal(await field.inputValue(), 'pi', 'what was typed stays')
  await field.pressSequentially('a')
  await page.getByRole('option', { name: 'Pia Picked' }).waitFor()
  await page.keyboard.press('ArrowDown')
  assert.equal(await field.getAttribute('aria-activedescendant'), `pick-${pia.id}`)
  await page.keyboard.press('Enter')
  await page.getByText('Pia Picked is ticked.').waitFor()
  assert.equal(await page.getByRole('checkbox', { name: 'Pia Picked' }).isChecked(), true)
  assert.equal(await field.inputValue(), '')
  await isSound(page)
  await page.getByRole('button', { name: 'Add the people ticked' }).click()
  await page.getByText('1 person is added').waitFor()
  assert.ok((await found('q=pia')).includes('Pia Picked *'))

  await page.goto(`${root}/add`)
  await field.pressSequentially('new.one@example.net')
  await page.getByRole('option', { name: 'Add new.one@example.net' }).click()
  await page.getByRole('heading', { name: '1 person can be added' }).waitFor()
  await page.getByRole('button', { name: /^Add/ }).waitFor()
})

test('without script the search is a page, and whom it found are ticked there', async () => {
  const root = `/c/${community.slug}/members`
  const page = await ada.get(`${root}/add?q=pim`)
  assert.match(page.text, /name="persons" value="[^"]+"[^>]*><span>Pim Passed/)
  assert.match((await ada.get(`${root}/add?q=zzzz`)).text, /Nobody else is called that/)
  const none = await ada.post(`${root}/found`, {})
  assert.equal(none.status, 422)
  assert.match(none.text, /Choose somebody first\./)
  const [pim] = (await ada.json(`${root}/add?q=pim`)).json.items
  const unknown = '019a0000-0000-7000-8000-000000000000'
  const added = await ada.send(`${root}/found`, { persons: [pim.personId, unknown] })
  assert.deepEqual([added.status, added.json.added, added.json.already], [201, 1, 0])
  assert.equal((await ada.send(`${root}/found`, { persons: [pim.personId] })).json.already, 1)
  assert.equal((await ben.send(`${root}/found`, { persons: [pim.personId] })).status, 403)
  const address = await ada.get(`${root}/add?q=somebody@example.net`)
  assert.match(address.text, /1 person can be added/)
})
