/**
 * Somebody who is not in a community, and somebody whom nobody knows: what is not theirs does not exist for them.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '#tests/support/browser.ts'
import { startDemo } from '#tests/support/demo-folder.ts'
import { waitFor } from '#tests/support/wait-for.ts'
import { arriveAt, openAsCast, openAsVisitor } from '#tests/support/windows.ts'

const [server] = await Promise.all([startDemo(), openBrowser()])
const root = '/c/first-line-leaders'

/** Where the links of a page lead, those inside Ada's community and to its files, each once. */
async function linksOf(page: Page, path: string, wanted: RegExp): Promise<string[]> {
  await page.goto(path)
  const links = await page
    .locator('[href], [src]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? one.getAttribute('src') ?? ''))
  return [...new Set(links)].map((link) => link.replace(/#.*/, '')).filter((link) => wanted.test(link))
}

/** The live topics of the page that is open. */
const topicsOf = (page: Page) =>
  page.locator('[data-live-topic]').evaluateAll((all) => all.map((one) => one.getAttribute('data-live-topic') ?? ''))

test('for Eve nothing of Ada’s community exists', async (t) => {
  const ada = await openAsCast(server, 'Ada Lindqvist')
  const eve = await openAsCast(server, 'Eve')
  const addresses = new Set<string>([root])
  const topics = new Set<string>()
  let secret = ''

  await t.test('Ada goes round her community', async () => {
    for (const path of ['', '/toolkit', '/discussions', '/pings', '/members', '/settings']) {
      for (const link of await linksOf(ada, `${root}${path}`, /^(\/c\/first-line-leaders|\/files\/(?!photos))/)) {
        addresses.add(link)
      }
      for (const topic of await topicsOf(ada)) topics.add(topic)
    }
    await ada.goto(`${root}/toolkit?kind=document`)
    await ada.locator('main .rows a').first().click()
    await ada.waitForURL(/toolkit\/.+/)
    for (const link of await linksOf(ada, ada.url(), /^\/files\/(?!photos)/)) addresses.add(link)
    await ada.goto(`${root}/discussions`)
    await ada.locator('main .rows a').first().click()
    await ada.waitForURL(/discussions\/.+/)
    secret = ((await ada.locator('h1').textContent()) ?? '').trim()
    for (const topic of await topicsOf(ada)) topics.add(topic)
    assert.ok(addresses.size > 30, `she was shown ${addresses.size} addresses`)
    assert.ok(
      [...addresses].some((address) => address.startsWith('/files/')),
      'a file among them',
    )
    assert.ok([...topics].some((topic) => topic.startsWith('ping/')) && [...topics].length > 2, [...topics].join())
  })

  await t.test('Eve asks for each of them, as page and as JSON', async () => {
    const nothing = await eve.request.get('/c/there-is-no-such-community', { headers: { accept: 'application/json' } })
    for (const address of addresses) {
      for (const accept of ['text/html', 'application/json']) {
        const answer = await eve.request.get(address, { headers: { accept }, maxRedirects: 0 })
        const words = await answer.text()
        if (answer.status() === 406) assert.equal(accept, 'application/json')
        else assert.equal(answer.status(), 404, `${accept} ${address}`)
        assert.doesNotMatch(words, /First-line leaders|Lindqvist/, `${accept} ${address}`)
        assert.ok(!words.includes(secret))
      }
    }
    const there = await eve.request.get(root, { headers: { accept: 'application/json' } })
    const { instance: _here, ...said } = await there.json()
    const { instance: _nowhere, ...saidOfNothing } = await nothing.json()
    assert.deepEqual(said, saidOfNothing, 'what is not hers and what is not there sound the same')
  })

  await t.test('her stream brings nothing of it', async () => {
    await eve.goto('/')
    const asked = [...topics].filter((one) => !one.startsWith('inbox/')).map((one) => `${one}@0`)
    const heard = (page: Page, wanted: string) =>
      page.evaluate(
        `(async () => {
          const ending = new AbortController()
          const wanted = ${JSON.stringify(wanted)}
          let heard = ''
          try {
            const answer = await fetch('/live?topics=${encodeURIComponent(asked.join())}', { signal: ending.signal })
            heard += answer.status + ' '
            for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
              heard += part
              if (heard.includes(wanted)) ending.abort()
            }
          } catch {}
          return heard
        })()`,
      ) as Promise<string>
    const [hers, adas] = await Promise.all([heard(eve, 'event: ready'), heard(ada, 'event: ready')])
    assert.match(adas, /event: |data: /, 'Ada hears something where Eve does not')
    assert.ok(adas.length > hers.length)
    assert.doesNotMatch(hers, /turbo-stream|data-part|<li|answered|feedback/i)
  })

  await t.test('she finds it in no list of hers', async () => {
    for (const path of ['/', '/inbox']) {
      await eve.goto(path)
      const page = (await eve.locator('body').textContent()) ?? ''
      assert.doesNotMatch(page, /First-line leaders/, path)
    }
    await eve
      .getByRole('link', { name: /Data storytelling/ })
      .first()
      .waitFor({ state: 'attached' })
  })
  await t.test('a visitor is led to sign in, and from there to where they wanted', async () => {
    const visitor = await openAsVisitor(server)
    for (const path of [`${root}/discussions`, '/c/there-is-no-such-community', '/inbox', '/outbox']) {
      await visitor.goto(path)
      assert.equal(new URL(visitor.url()).pathname, '/sign-in', path)
      const json = await visitor.request.get(path, { headers: { accept: 'application/json' }, maxRedirects: 0 })
      assert.equal(json.status(), 401, path)
    }
    await visitor.goto(`${root}/discussions`)
    await visitor.getByLabel('Your mail address').first().fill('dov@example.org')
    await visitor.getByRole('button', { name: 'Mail me a sign-in link' }).click()
    await visitor.getByText('dov@example.org').first().waitFor()
    // In the demo no mail leaves: its owner reads it in the outbox.
    await waitFor(async () => {
      await ada.goto('/outbox?words=dov%40example.org')
      return ((await ada.locator('.outbox .row a').first().textContent()) ?? '').includes('Sign in to')
    }, 'the mail with his code is not in the outbox')
    await ada.locator('.outbox .row a').first().click()
    await ada.getByText('As text').click()
    const [code = ''] = ((await ada.locator('.letter-text').textContent()) ?? '').match(/\b\d{3} ?\d{3}\b/) ?? []
    await visitor.getByLabel('The six digits').fill(code)
    await visitor.getByRole('button', { name: 'Sign in' }).click()
    await arriveAt(visitor, `${server.url}${root}/discussions`)
    await visitor.getByText('You, Dov').waitFor({ state: 'attached' })
  })
})
