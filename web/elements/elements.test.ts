/** The custom elements in a real browser, on small pages served as the site serves its own, policy included. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser, openWindow } from '#tests/support/browser.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const dist = new URL('../dist/', import.meta.url)
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'"

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void
/** What the small site answers, by method and path; each test sets its own. */
const answers = new Map<string, Answer>()
const streams: ServerResponse[] = []
const asked: string[] = []
const complaints: string[] = []
let address = ''
let manifest: { script: string; styles: string }

const server = createServer(async (request, response) => {
  const path = request.url?.split('?')[0] ?? '/'
  let body = ''
  for await (const part of request.setEncoding('latin1')) body += part
  if (path.startsWith('/assets/')) {
    response.setHeader('content-type', path.endsWith('.css') ? 'text/css' : 'text/javascript')
    response.end(readFileSync(new URL(path.slice('/assets/'.length), dist)))
    return
  }
  asked.push(`${request.method} ${request.url}`)
  const answer = answers.get(`${request.method} ${path}`)
  if (answer) answer(request, body, response)
  else response.writeHead(404).end()
})

// Opened outside of any test, so that it is closed after all of them.
await openBrowser()

before(async () => {
  manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const at = server.address()
  address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`
})

after(() => {
  for (const stream of streams) stream.end()
  server.closeAllConnections()
  server.close()
})

function pageOf(main: string): string {
  return `<!doctype html><html lang="en"><head><title>t</title><meta name="view-transition" content="same-origin"><link rel="stylesheet" href="${manifest.styles}"><link rel="icon" href="data:,"><script type="module" src="${manifest.script}"></script></head><body><main>${main}</main><div class="said" role="status"></div><live-region><p class="unseen" aria-live="polite"></p><template data-over="signed_out"><p class="over">You are signed out here.</p></template></live-region></body></html>`
}

function shows(path: string, main: string): void {
  answers.set(`GET ${path}`, (_request, _body, response) => {
    response.setHeader('content-security-policy', policy)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(pageOf(main))
  })
}

/** Opens a page of the small site, with streams that stay open. */
async function open(path: string, main: string): Promise<Page> {
  shows(path, main)
  answers.set('GET /live', (_request, _body, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('event: ready\ndata: {}\n\n')
    streams.push(response)
  })
  asked.length = 0
  streams.length = 0
  const page = await (await openWindow()).newPage()
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text())
  })
  await page.goto(address + path)
  return page
}

/** Waits until an expression holds on the page; evaluated from outside, so that the policy stays as it is. */
function holds(page: Page, expression: string): Promise<void> {
  return waitFor(async () => Boolean(await page.evaluate(expression).catch(() => false)))
}

function push(topic: string, version: string, ...changes: object[]): void {
  for (const stream of streams) {
    stream.write(`event: update\ndata: ${JSON.stringify({ topic, version, changes })}\n\n`)
  }
}

const bars = (share: number, votes: number) =>
  `<span class="fill" data-part="a-fill" style="--share: ${share}%"></span><span class="share" data-part="a-share">${share}%</span><span class="n" data-part="a-n">${votes}</span>`

test('bars move in place, and leave what is mine and the focus alone', async () => {
  const page = await open(
    '/ping',
    `<div data-live-topic="ping/1" data-live-version="3"><ol class="bars" data-live="bars" data-parts><li class="bar mine"><button class="face-of" aria-pressed="true"><span class="label">A</span>${bars(40, 4)}</button></li></ol></div>`,
  )
  await waitFor(() => streams.length === 1)
  assert.ok(asked.includes(`GET /live?topics=${encodeURIComponent('ping/1@3')}`))
  await page.focus('button')
  const before = await page.$('button')
  push('ping/1', '4', { target: 'bars', mode: 'replace', html: bars(55, 6) })
  await holds(page, 'document.querySelector(".share").textContent === "55%"')
  assert.equal(await page.getAttribute('.fill', 'style'), '--share: 55%')
  assert.ok(await page.evaluate((button) => document.activeElement === button, before))
  assert.equal(await page.getAttribute('button', 'aria-pressed'), 'true')
  assert.equal(await page.getAttribute('[data-live-topic]', 'data-live-version'), '4')
})

test('a new item goes to its place, a known one changes where it is, a removed one goes', async () => {
  const page = await open(
    '/thread',
    '<div data-live-topic="thread/1"><p data-empty-for="posts">Nobody yet</p><ol data-live="posts"><li id="p1" data-order="01">one</li><li id="p3" data-order="03">three <span data-mine>my mark</span></li></ol></div>',
  )
  await waitFor(() => streams.length === 1)
  push(
    'thread/1',
    '2',
    { target: 'posts', mode: 'upsert', id: 'p2', order: '02', html: '<li id="p2">two</li>', announce: 'Cleo replied' },
    { target: 'posts', mode: 'upsert', id: 'p3', order: '03', html: '<li id="p3" data-order="03">three, edited</li>' },
    { target: 'posts', mode: 'remove', id: 'p1' },
  )
  await page.waitForSelector('#p2')
  assert.equal((await page.textContent('ol'))?.replace(/\s+/g, ' '), 'twothree, editedmy mark')
  assert.equal(await page.isVisible('[data-empty-for]'), false)
  await holds(page, 'document.querySelector("live-region p").textContent === "Cleo replied"')
})

test('a script that a poor connection does not load breaks nothing, and the next page loads it', async () => {
  const parts =
    '<a href="/poor/next">Next</a><arrange-list></arrange-list><div data-take></div><thread-talk></thread-talk><own-zone></own-zone><markdown-composer></markdown-composer>'
  shows('/poor/next', parts)
  const page = await open('/poor', '<p>Nothing to write in yet</p>')
  const broken: Error[] = []
  page.on('pageerror', (problem) => broken.push(problem))
  await page.route('**/assets/*.js', (route) => route.abort())
  const refused: string[] = []
  page.on('requestfailed', (request) => refused.push(request.url()))
  await page.evaluate((html) => {
    const main = document.querySelector('main')
    if (main) main.innerHTML = html
    document.dispatchEvent(new Event('guildhall:changed'))
  }, parts)
  await waitFor(() => refused.length >= 5)
  await page.unroute('**/assets/*.js')
  await page.click('text=Next')
  await page.waitForURL('**/poor/next')
  await holds(page, "!document.querySelector('main :not(:defined)')")
  assert.deepEqual(broken, [])
})

test('a lost stream is asked for again, from the version the page has come to', async () => {
  const page = await open('/lost', '<div data-live-topic="ping/1" data-live-version="3"></div>')
  await waitFor(() => streams.length === 1)
  push('ping/1', '9:b')
  await holds(page, 'document.querySelector("[data-live-topic]").dataset.liveVersion === "9:b"')
  streams[0]?.destroy()
  await waitFor(() => streams.length === 2)
  assert.equal(asked.at(-1), `GET /live?topics=${encodeURIComponent(`ping/1@${encodeURIComponent('9:b')}`)}`)
})

test('what is no longer open is fetched afresh', async () => {
  const page = await open('/gone', '<p data-live-topic="thread/1">secret</p>')
  await waitFor(() => streams.length === 1)
  shows('/gone', '<p>Nothing here</p>')
  streams[0]?.write('event: gone\ndata: {"topic":"thread/1"}\n\n')
  await page.waitForSelector('text=Nothing here')
})

test('a page whose stream ended says so, keeps what is typed, and reconnects only when its reader comes back', async () => {
  const page = await open('/over', '<p data-live-topic="thread/1">words</p><textarea></textarea>')
  const errors: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())))
  await waitFor(() => streams.length === 1)
  await page.fill('textarea', 'Half a sentence')
  streams[0]?.end('event: over\ndata: {"why":"signed_out"}\n\n')
  await page.waitForSelector('text=You are signed out here.')
  const looks = (state: string) =>
    page.evaluate(`Object.defineProperty(document, "visibilityState", { configurable: true, value: "${state}" });
      document.dispatchEvent(new Event("visibilitychange"))`)
  assert.deepEqual([streams.length, errors], [1, []])
  assert.equal(await page.inputValue('textarea'), 'Half a sentence')
  await looks('hidden')
  await looks('visible')
  await waitFor(() => streams.length === 2)
  await page.locator('.over').waitFor({ state: 'detached' })
})

const card = (mine: string, says: string) =>
  `<article class="card ping" id="ping-1"><vote-form data-lost="Kept"><form method="post" action="/vote"><input type="hidden" name="once" value="k"><ol class="bars">${['a', 'b'].map((id) => `<li class="bar ${mine === id ? 'mine' : ''}"><button class="face-of" name="optionId" value="${id}" aria-pressed="${mine === id}">${id}</button></li>`).join('')}</ol></form></vote-form><footer>${says}</footer></article>`

test('a vote is marked at once, kept while the connection fails, and sent once with one key', async () => {
  const page = await open('/vote-page', card('', 'not yet'))
  const bodies: URLSearchParams[] = []
  let works = false
  answers.set('POST /vote', (_request, body, response) => {
    bodies.push(new URLSearchParams(body))
    if (works) response.writeHead(303, { location: '/after' }).end()
    else response.destroy()
  })
  shows('/after', card('b', 'You answered b'))
  await page.click('button[value="b"]')
  assert.equal(await page.getAttribute('button[value="b"]', 'aria-pressed'), 'true')
  await page.waitForSelector('vote-form .wrong:has-text("Kept")')
  works = true
  await page.waitForSelector('text=You answered b')
  assert.ok(bodies.length >= 2)
  assert.equal(new Set(bodies.map((body) => body.get('once'))).size, 1)
  assert.equal(bodies.at(-1)?.get('optionId'), 'b')
  assert.ok(page.url().endsWith('/vote-page'), 'the page stays')
  assert.equal(await page.evaluate('document.activeElement.value'), 'b')
})

test('a refused vote leads to the page that says why', async () => {
  const page = await open('/closed-page', card('', 'open'))
  answers.set('POST /vote', (_request, _body, response) => {
    response.writeHead(409, { 'content-type': 'text/html' }).end(pageOf('<h1>It closed at 16:00</h1>'))
  })
  await page.click('button[value="a"]')
  await page.waitForSelector('text=It closed at 16:00')
})

const upload =
  '<form method="post" action="/files" enctype="multipart/form-data"><label for="f">File</label><upload-field data-max="2000" data-drop="Drop" data-too-large="Larger than 2 kB" data-sending="Sending" data-sent="Sent" data-lost="Lost" data-again="Try again" data-cancel="Cancel" data-remove="Other"><input type="file" id="f" name="file"></upload-field><button>Send</button></form>'

test('a file too large is refused before it is sent', async () => {
  const page = await open('/upload', upload)
  await page.setInputFiles('#f', { name: 'big.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(2001) })
  await page.waitForSelector('text=Larger than 2 kB')
  assert.equal(await page.$eval('#f', (input) => (input as HTMLInputElement).files?.length), 0)
})

test('a file is kept when the connection breaks, and sent again by one button', async () => {
  const page = await open('/upload', upload)
  let works = false
  let came = ''
  answers.set('POST /files', (_request, body, response) => {
    came = body
    if (works) response.writeHead(303, { location: '/kept' }).end()
    else response.destroy()
  })
  shows('/kept', '<h1>Kept</h1>')
  await page.setInputFiles('#f', { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') })
  await page.click('text=Send')
  await page.waitForSelector('text=Lost')
  works = true
  await page.click('text=Try again')
  await page.waitForSelector('h1:has-text("Kept")')
  assert.match(came, /filename="a.txt"[\s\S]*hello/)
  assert.ok(page.url().endsWith('/kept'))
})

test('a draft survives a closed tab, and goes once it was sent', async () => {
  const composer =
    '<form method="post" action="/posts"><markdown-composer class="composer" data-draft="thread/1" data-kept="Draft"><div class="box"><text-expander keys="@"><textarea name="source"></textarea></text-expander></div><small class="kept"></small></markdown-composer><button>Reply</button></form>'
  const page = await open('/compose', composer)
  await holds(page, 'Boolean(customElements.get("markdown-composer"))')
  await page.fill('textarea', 'half a thought')
  await page.goto('about:blank')
  await page.goto(`${address}/compose`)
  await holds(page, 'document.querySelector("textarea").value === "half a thought"')
  answers.set('POST /posts', (_request, _body, response) => response.writeHead(303, { location: '/compose' }).end())
  await page.focus('textarea')
  await page.keyboard.press('Control+Enter')
  await holds(page, 'document.querySelector("textarea").value === ""')
})

test('members are suggested after @, for what was typed last', async () => {
  const page = await open(
    '/mention',
    '<form><markdown-composer class="composer" data-members="/c/x/members"><div class="box"><text-expander keys="@"><textarea></textarea></text-expander></div></markdown-composer></form>',
  )
  answers.set('GET /c/x/members', (request, _body, response) => {
    const items = request.url?.endsWith('?mention=yes&q=ad')
      ? [{ personId: '1', name: 'Ada <b>', title: 'Lead', handle: 'ada' }]
      : []
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ items }))
  })
  await holds(page, 'Boolean(customElements.get("markdown-composer"))')
  await page.focus('textarea')
  await page.keyboard.type('Thanks @ad', { delay: 15 })
  await page.waitForSelector('[role="option"]:has-text("Ada <b>")')
  await page.keyboard.press('Enter')
  assert.equal(await page.inputValue('textarea'), 'Thanks @ada ')
})

test('who types before the script is there gets what it finds all the same', async () => {
  const page = await open('/before', '')
  answers.set('GET /merging', (_request, _body, response) =>
    response.end(JSON.stringify({ items: [{ id: '1', title: 'Cards on the table' }] })),
  )
  answers.set('GET /list', (_request, _body, response) => response.end('<ul data-found><li>Cards</li></ul>'))
  const field = '<input type="search" name="q" aria-label="Find">'
  const pages = [
    `<div data-take="people"><form action="/merging" role="search">${field}</form><p role="status"></p><div data-picked="into"></div></div>`,
    `<form data-take="typed" action="/list">${field}</form><ul data-found><li>Old</li></ul>`,
  ]
  for (const [i, main] of pages.entries()) {
    shows(`/quick/${i}`, main)
    const { promise: typed, resolve: isTyped } = Promise.withResolvers<void>()
    await page.route('**/taking-*.js', async (route) => {
      await typed
      await route.continue()
    })
    await page.goto(`${address}/quick/${i}`)
    await page.getByLabel('Find').pressSequentially('car')
    isTyped()
    await page
      .locator('[role="option"], [data-found] li')
      .filter({ hasText: /^Cards/ })
      .waitFor()
    await page.unroute('**/taking-*.js')
  }
})

test('a menu closes on Escape and gives the focus back', async () => {
  const page = await open(
    '/menu',
    '<details class="menu"><summary>Open</summary><ul><li><a class="item" href="/x">X</a></li></ul></details>',
  )
  await page.click('summary')
  await page.focus('a.item')
  await page.keyboard.press('Escape')
  assert.equal(await page.$eval('details', (menu) => (menu as HTMLDetailsElement).open), false)
  assert.equal(await page.evaluate('document.activeElement.tagName'), 'SUMMARY')
})

test('a reader who only reads fetches no Turbo; an act pressed before it has loaded waits, and stays in the same window', async () => {
  shows('/next', '<h1>Next</h1>')
  const page = await open('/reading', '<a href="/next">Next</a>')
  const fetched = () => page.evaluate('performance.getEntriesByType("resource").some(({ name }) => /turbo/.test(name))')
  await page.route('**/turbo*.js', (route) => setTimeout(() => route.continue(), 300))
  await holds(page, 'document.readyState === "complete"')
  assert.equal(await fetched(), false)
  await page.evaluate('window.stays = true')
  await page.click('a')
  await page.waitForSelector('h1')
  assert.equal(await fetched(), true)
  assert.equal(await page.evaluate('window.stays'), true)
})

test('where Turbo does not come, links and forms work as without it', async () => {
  shows('/next', '<h1>Next</h1>')
  answers.set('POST /act', (_request, _body, response) => response.writeHead(303, { location: '/next' }).end())
  for (const main of [
    '<a class="act" href="/next">Next</a>',
    '<form method="post" action="/act"><button class="act">Act</button></form>',
  ]) {
    const page = await open('/plain', main)
    await page.route('**/turbo*.js', (route) => route.abort())
    await page.click('.act')
    await page.waitForSelector('h1')
  }
})

test('none of these tests asked for anything that the content security policy forbids', () => {
  assert.deepEqual(complaints, [])
})

test('times are reckoned by the server’s clock: on a machine whose clock is late nothing is shown as in the future', async () => {
  const page = await open('/clock', '<p><time data-moving="ago" datetime="2026-01-01T00:00:00Z">?</time></p>')
  const ahead = 11 * 60_000
  await page.evaluate((ms) => {
    const later = new Date(Date.now() + ms).toISOString()
    document.body.dataset.now = later
    document.querySelector('time')?.setAttribute('datetime', later)
    document.dispatchEvent(new Event('guildhall:changed'))
  }, ahead)
  await page.waitForSelector('time:text-is("now")')
})
