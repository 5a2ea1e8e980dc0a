/** What the page of a search says and offers: what was found, what was not, and what could not be looked for. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { shortId } from '#server/platform/ids.ts'
import { countNewWords } from '#server/search/count-words.ts'
import type { CastName } from '#tests/support/cast.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const { cast } = site
const { slug } = cast.community
const root = `/c/${slug}/search`

beforeEach(forgetCounts)

/** The words of a page's main part, and its links. */
async function page(who: CastName, asked: Record<string, string>, path = root) {
  const { status, text } = await site.as(who).get(`${path}?${new URLSearchParams(asked)}`)
  assert.equal(status, 200, text.slice(0, 500))
  const main = /<main.*<\/main>/s.exec(text)?.[0] ?? ''
  const links = [...main.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  const words = main
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;|&quot;/g, '’')
    .replace(/\s+/g, ' ')
  return { main, links, words, text }
}

const thread = await startThread(site, 'ben', 'Giving feedback upwards', 'My manager never asks for it.')
await writePost(site, 'cleo', thread, 'Retrospectives made feedback easier.')
await writePost(site, 'dov', thread, 'I give feedback on Fridays.')
await writePost(site, 'cleo', thread, 'Ask Ben Reyes about it.')
await site.shiftClock('1 minute')
await countNewWords(site.platform)

test('a result says where it is, who wrote it and which words it has, and leads on', async () => {
  const { main, words, links } = await page('ben', { q: 'feedback' })
  assert.match(main, /Giving <mark>feedback<\/mark> upwards/)
  assert.match(words, /1 result /)
  assert.match(words, /2 more in this discussion/)
  const inside = links.find((one) => one.includes('entry='))
  assert.equal(inside, `${root}?q=feedback&entry=${shortId(thread.id)}`)
  const within = await page('ben', { q: 'feedback', entry: shortId(thread.id) })
  assert.match(within.words, /Inside “ ?Giving feedback upwards ?”/)
  assert.equal(within.main.match(/<li class="row/g)?.length, 3, 'each passage of it')
  assert.match(within.words, /reply by Cleo Marsh/)
  assert.ok(within.links.includes(`${root}?q=feedback`), 'the way out')
})

test('one person, a time and a kind narrow it, and each choice is taken back by itself', async () => {
  const cleo = shortId(cast.people.cleo.id)
  const { words, links, main } = await page('ben', { q: 'feedback', kind: 'thread', author: cleo, from: '2020-02-03' })
  assert.match(words, /Only by Cleo Marsh Remove this choice From 3 February 2020 on Remove this choice/)
  assert.ok(links.includes(`${root}?q=feedback&kind=thread&from=2020-02-03`))
  assert.ok(links.includes(`${root}?q=feedback&kind=thread&author=${cleo}`))
  assert.match(main, /<details class="more" open>/)
  assert.match(main, /<input type="hidden" name="author" value="[^"]+">/)
  const none = await page('ben', { q: 'feedback', until: '2020-02-03' })
  assert.match(none.words, /It may be there without that/)
  assert.ok(none.links.includes(`${root}?q=feedback`))
  assert.doesNotMatch(none.main, /visit-beacon/, 'nothing is counted as missing that was narrowed away')
})

test('a typing error is said, and words of which only some are there', async () => {
  assert.match((await page('ben', { q: 'feedbak' })).words, /Showing results for feedback ?; nothing has “ ?feedbak ?”/)
  assert.match(
    (await page('ben', { q: 'feedback zeppelin' })).words,
    /No text has all of these words; these have some\./,
  )
})

test('what is not found is offered as a question, counted, and told to those who lead once three people missed it', async () => {
  const { words, links, main } = await page('ben', { q: 'Zeppelin rides' })
  assert.match(words, /Nothing found for “ ?Zeppelin rides ?”/)
  const ask = links.find((one) => one.includes('/discussions/new')) ?? ''
  const form = (await site.as('ben').get(ask)).text
  assert.match(form, /name="title"[^>]*value="Zeppelin rides"|value="Zeppelin rides"[^>]*name="title"/)
  assert.match(form, /value="question"\s+checked/)
  const [, beacon = '', says = ''] = /<visit-beacon address="([^"]+)" says="([^"]+)"/.exec(main) ?? []
  assert.equal(says, 'q=Zeppelin+rides')
  assert.doesNotMatch((await page('ben', { q: 'Zeppelin rides', typing: 'yes' })).main, /visit-beacon/)
  for (const who of ['ben', 'cleo'] as const) await site.as(who).send(beacon, { q: 'Zeppelin rides' })
  assert.doesNotMatch((await page('ada', {})).words, /Looked for and not found/)
  await site.as('dov').send(beacon, { q: 'zeppelin  RIDES' })
  const missed = await page('ada', {})
  assert.match(missed.words, /Looked for and not found .* zeppelin rides 3 people Write something about it/)
  assert.doesNotMatch((await page('ben', {})).words, /Looked for and not found/)
})

test('kinds stand in a row with their numbers, each a choice, people among them', async () => {
  const { words, links } = await page('ben', { q: 'reyes' })
  assert.match(words, /All Discussions 1 People 1 /)
  assert.ok(links.includes(`${root}?q=reyes&kind=person`))
})

test('people stand in a row of their own, and all of them under their kind', async () => {
  const { words, main } = await page('ben', { q: 'marsh' })
  assert.match(main, /class="found-people/)
  assert.match(words, /People Cleo Marsh|People .* Cleo Marsh/)
  assert.match((await page('ben', { q: 'marsh', kind: 'person' })).words, /Cleo Marsh/)
})

test('odd queries are answered with a sentence, and none makes a large page', async () => {
  const long = await page('ben', { q: 'feedback '.repeat(150) })
  assert.match(long.words, /only its beginning was looked for/)
  assert.ok(long.text.length < 40_000, `${long.text.length} characters`)
  const longest = await site.as('ben').get(`${root}?q=${'x'.repeat(10_000)}`)
  assert.equal(longest.status, 413)
  assert.match(longest.text, /<main/)
  assert.match((await page('ben', { q: '-feedback' })).words, /only says what must not be there/)
  for (const q of ['"" -"" ** & | ! ( ) :*', '\u0000\u0007\u001b', '“„""«»'])
    assert.match((await page('ben', { q })).words, /There is no word in this|Everything you may read/, q)
  assert.match((await page('ben', { q: '"feedback "upwards" "' })).words, /result|Nothing found/)
  const odd = await page('ben', { q: '<b>"feedback', kind: 'no such', from: 'yesterday', page: '-3', typing: 'x' })
  assert.doesNotMatch(odd.main, /<b>"|From yesterday/)
  const nowhere = await page('ben', { q: 'feedback', entry: shortId(cast.people.ben.id), author: shortId(thread.id) })
  assert.match(nowhere.words, /Inside something that is not here .* Only by a former member/)
})

test('in all of one’s communities a result says in which it is, and who belongs to none finds nothing', async () => {
  const { words, links } = await page('ben', { q: 'feedback' }, '/search')
  assert.match(words, /In All my communities/)
  assert.match(words, /Giving feedback upwards First-line leaders Discussion by Ben Reyes/)
  assert.ok(links.includes(`${root}?q=feedback`), 'a choice leads into one')
  const nothing = await page('ben', { q: 'zeppelin' }, '/search')
  assert.match(nothing.words, /Nothing found .* Ask First-line leaders/)
  assert.ok(nothing.links.includes(`/c/${slug}/discussions/new?kind=question&title=zeppelin`))
})

test('inside one discussion one searches from all communities too, and what was chosen stays chosen', async () => {
  const entry = shortId(thread.id)
  const { links } = await page('ben', { q: 'feedbak', kind: 'thread', from: '2020-02-03' }, '/search')
  assert.ok(links.includes(`/search?q=feedback&kind=thread&from=2020-02-03&entry=${entry}`), links.join('\n'))
  const inside = await page('ben', { q: 'feedback', kind: 'thread', from: '2020-02-03', entry }, '/search')
  assert.equal(inside.main.match(/<li class="row/g)?.length, 3)
  assert.match(
    inside.words,
    /Inside “ ?Giving feedback upwards ?” Remove this choice From 3 February 2020 on .* Open it/,
  )
  assert.ok(inside.links.includes(`/c/${slug}/discussions/giving-feedback-upwards-${entry}`), 'Open it')
  const none = await page('ben', { q: 'zeppelin', kind: 'thread', from: '2020-02-03', entry })
  assert.ok(
    none.links.includes('/search?q=zeppelin&kind=thread&from=2020-02-03'),
    'in all communities, not inside of it',
  )
})

test('it speaks German', async () => {
  await site.database.db.write
    .updateTable('person')
    .set({ locale: 'de' })
    .where('id', '=', cast.people.dov.id)
    .execute()
  const { words } = await page('dov', { q: 'feedbak' })
  assert.match(words, /Ergebnisse für feedback/)
  assert.match(words, /2 weitere Treffer in dieser Diskussion/)
  assert.match(
    (await page('dov', { q: 'zeppelin' })).words,
    /Nichts gefunden für „ ?zeppelin ?“ .* Die Community fragen/,
  )
})
