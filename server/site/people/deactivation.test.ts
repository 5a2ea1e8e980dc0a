/** Everything by which a person acts ends with their account, at once; and stays ended when the account is active again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signInPassFor } from '#server/identity/room.ts'
import { shortId } from '#server/platform/ids.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { ballotOf, sendOne, votesIn } from '#tests/support/pings.ts'
import { bearing, holding, openSite } from '#tests/support/site.ts'
import { startThread } from '#tests/support/threads.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const site = await openSite()
const address = await site.listen()
const { cleo } = site.cast.people
const { publicUrl } = site.platform.config
const browser = () => openJar(site.server, publicUrl)
const isOut = async (jar: ReturnType<typeof browser>) => (await jar.json('/account')).status === 401

/** Opens a live stream with these headers, and tells whether it has ended. */
async function listen(headers: Record<string, string>, topic: string): Promise<() => boolean> {
  const answer = await fetch(`${address}/live?topics=${encodeURIComponent(`${topic}@0`)}`, { headers })
  assert.equal(answer.status, 200)
  let isOver = false
  void answer.text().finally(() => {
    isOver = true
  })
  return () => isOver
}

test('session, password, API token, open pages, ballot and mailed links end, and stay ended', async () => {
  const password = 'a long enough password of Cleo'
  const makePass = () => site.work((work) => signInPassFor(work, cleo.id))
  const inside = browser()
  await inside.post(await makePass(), {})
  assert.equal((await inside.post('/account/password', { password })).status, 303)
  const byPassword = () => browser().post('/sign-in/password', { email: cleo.email, password })
  assert.equal((await byPassword()).headers.location, '/')

  const ping = await sendOne(site)
  const { links, codes } = await ballotOf(site, cleo.id, ping)
  const unused = await makePass()
  const bearers = [holding(cleo.token), bearing(publicUrl, inside.cookies)]
  const isOver = await Promise.all(bearers.map((headers) => listen(headers, `ping/${ping.id}`)))
  assert.deepEqual(
    isOver.map((over) => over()),
    [false, false],
  )

  const refused = async (when: string) => {
    assert.ok(await isOut(inside), `session ${when}`)
    assert.equal((await site.as('cleo').json('/account')).status, 401, `token ${when}`)
    assert.equal((await browser().post(unused, {})).status, 409, `sign-in link ${when}`)
    const [ballot, answer] = [links[0] as string, codes[0] as string]
    assert.equal((await browser().get(ballot)).status, 404, `ballot ${when}`)
    assert.equal((await browser().post(ballot, { answer })).status, 404, `vote ${when}`)
  }
  const owen = site.as('owen')
  assert.equal((await owen.send(`/site/people/${shortId(cleo.id)}/deactivation`)).status, 200)
  await waitFor(() => isOver.every((over) => over()), 'a stream goes on')
  await refused('deactivated')
  assert.notEqual((await byPassword()).status, 303)
  assert.equal((await votesIn(site, ping)).size, 0)

  assert.equal((await owen.send(`/site/people/${shortId(cleo.id)}/reactivation`)).status, 200)
  await refused('reactivated')
  assert.equal((await byPassword()).headers.location, '/', 'the password is theirs again')
})

test('what they wrote bears their name while the account is closed, and their profile says that it is', async () => {
  const [ben, owen] = [site.as('ben'), site.as('owen')]
  const slug = site.cast.community.slug
  const { id } = await startThread(site, 'dov', 'Who has a checklist?')
  const at = `/c/${slug}/discussions/${shortId(id)}`
  const profile = `/people/${shortId(site.cast.people.dov.id)}`
  assert.equal((await owen.send(`/site${profile}/deactivation`)).status, 200)
  for (const page of [at, `/c/${slug}/discussions`]) assert.match((await ben.get(page)).text, /Dov Adler/, page)
  const seen = await ben.get(profile)
  assert.match(seen.text, /This account is closed/)
  assert.doesNotMatch(seen.text, /mailto:|To mention this person/)
  assert.equal((await site.as('eve').get(profile)).status, 404, 'still nobody to those who shared nothing with them')
})
