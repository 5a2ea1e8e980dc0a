/** A member has come once a page of the community was shown to them, with script or without; a link that is only opened counts for nobody. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signInPassFor } from '#server/identity/room.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { cast, platform } = site
const home = `/c/${cast.community.slug}`
const ada = site.as('ada')
const newcomers = async () =>
  (await ada.json(home)).json.newcomers.ungreeted.map(({ name }: { name: string }) => name) as string[]

async function signedIn(who: 'ben' | 'dov' | 'eve') {
  const browser = openJar(site.server, platform.config.publicUrl)
  await browser.post(await site.work((work) => signInPassFor(work, cast.people[who].id)))
  return browser
}

test('without script, the first page of the community that is shown to them counts, whichever it is', async () => {
  assert.deepEqual(await newcomers(), [])
  const dov = await signedIn('dov')
  assert.equal((await dov.get('/')).status, 200)
  assert.deepEqual(await newcomers(), [], 'the site’s first page is not the community')
  await dov.get(`${home}/toolkit`, { 'sec-purpose': 'prefetch' })
  await dov.json(home)
  assert.deepEqual(await newcomers(), [], 'nor is what nobody looked at')
  assert.equal((await dov.get(`${home}/toolkit`)).status, 200)
  assert.deepEqual(await newcomers(), ['Dov Adler'])
  const came = async () => {
    const { rows } = await platform.database.writePool.query(
      'select came_at from membership where person_id = $1 and community_id = $2',
      [cast.people.dov.id, cast.community.id],
    )
    return String(rows[0].came_at)
  }
  const first = await came()
  await site.shiftClock('1 day')
  await dov.get(home)
  assert.equal(await came(), first, 'the first time counts')
})

test('a mail scanner has no session and makes no visit, and neither does a person who is no member', async () => {
  await openJar(site.server, platform.config.publicUrl).get(home)
  await (await signedIn('eve')).get(home)
  assert.deepEqual(await newcomers(), ['Dov Adler'])
  await (await signedIn('ben')).get(home)
  assert.deepEqual((await newcomers()).toSorted(), ['Ben Reyes', 'Dov Adler'])
})
