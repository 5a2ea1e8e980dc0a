/** What a member finds, and what nobody finds who may not read it. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { countNewWords } from '#server/search/count-words.ts'
import { rebuildIndex } from '#server/search/rebuild.ts'
import type { CastName } from '#tests/support/cast.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const slug = site.cast.community.slug
const root = `/c/${slug}`

beforeEach(forgetCounts)

async function found(who: CastName, asked: Record<string, string> | string, path = `${root}/search`) {
  const query = new URLSearchParams(typeof asked === 'string' ? { q: asked } : asked)
  const { status, json, text } = await site.as(who).json(`${path}?${query}`)
  assert.equal(status, 200, text)
  return json
}
let minutes = 0
/** Counts words as the job does some minutes later. */
async function countNow() {
  minutes += 1
  await site.shiftClock(`${minutes} minutes`)
  await countNewWords(site.platform)
}
const titles = (view: { items: { title: { text: string }[] }[] }) =>
  view.items.map(({ title }) => title.map(({ text }) => text).join(''))

test('a discussion is found by its title, by its words in another form, and by a reply in it', async () => {
  const thread = await startThread(site, 'ben', 'Giving feedback upwards', 'My manager never asks for it.')
  await writePost(site, 'cleo', thread, 'Retrospectives helped us with **organising** that.')
  for (const q of [
    'feedback',
    'FEEDBACK upwards',
    'give',
    'managers',
    'organise',
    '"feedback upwards"',
    'feedback -retro',
  ]) {
    const view = await found('ben', q)
    assert.deepEqual(titles(view), ['Giving feedback upwards'], q)
  }
  assert.deepEqual(titles(await found('ben', 'feedback -upwards')), [])
  assert.deepEqual(titles(await found('ben', '"upwards feedback"')), [])
  const [post] = (await found('ben', 'organise')).items
  assert.equal(post.part, 'post')
  assert.match(post.address, /\?at=.*#post-/)
  assert.deepEqual(
    post.passage.filter(({ isMatch }: { isMatch: boolean }) => isMatch),
    [{ text: 'organising', isMatch: true }],
  )
  assert.equal(post.author.name, 'Cleo Marsh')
})

test('a typing error is forgiven, and the page says what it looked for instead', async () => {
  await countNow()
  const view = await found('ben', 'feedbak upwards')
  assert.equal(view.corrected, 'feedback upwards')
  assert.deepEqual(titles(view), ['Giving feedback upwards'])
})

test('two words that people write as one are found, one that they write as two, and the page spells them as people do', async () => {
  await startThread(site, 'ben', 'Übergabezettel für die Nachtschicht', 'Was auf unserem Übergabezettel steht.')
  await startThread(site, 'ben', 'Ten minutes for a handover', 'Standing, before the night shift begins.')
  await countNow()
  for (const [typed, corrected] of [
    ['hand over minutes', 'handover minutes'],
    ['nightshift standing', 'night shift standing'],
    ['ubergabezetel', 'Übergabezettel'],
    ['Ubergabezetel NACHTSCHICHT', 'Übergabezettel NACHTSCHICHT'],
    ['“night shft”', '"night shift"'],
  ] as const) {
    const view = await found('ben', typed)
    assert.equal(view.corrected, corrected)
    assert.equal(view.items.length, 1, typed)
  }
  assert.deepEqual(titles(await found('ben', 'hand-over minutes')), ['Ten minutes for a handover'])
  const titled = await site.as('ben').json(`${root}/search/suggestions?q=handovr`)
  assert.deepEqual(
    titled.json.suggestions.map(({ title }: { title: string }) => title),
    ['Ten minutes for a handover'],
  )
})

test('where no text has all words, what has most of them comes first, in whatever place, by whomever', async () => {
  const wall = await startThread(site, 'ben', 'Numbers on the wall', 'Which ones do you keep?')
  await writePost(site, 'cleo', wall, 'Absences, because they come first.')
  await startThread(site, 'dov', 'Numbers, numbers', 'Numbers everywhere; numbers again.')
  const view = await found('ben', 'numbers wall absences')
  assert.ok(view.isLoose)
  assert.deepEqual(titles(view)[0], 'Numbers on the wall')
  assert.deepEqual(titles(await found('ben', 'numbers dov'))[0], 'Numbers, numbers', 'the name of who wrote it')
  const far = await found('ben', 'absences zzyzx walk')
  assert.equal(far.corrected, null, 'a guess that is far off is not shown in place of what was typed')
})

test('a text is read in its own language, whatever language the screens have of who wrote it', async () => {
  const written = [
    [
      'Häuser',
      'Wir haben gestern gemerkt, dass die Häuser nicht alle offen sind, und das war so nicht gedacht.',
      'Haus',
    ],
    [
      'Une question',
      'Je ne sais pas si les autres ont les mêmes difficultés avec leurs bénévoles.',
      'difficulté bénévole',
    ],
    ['Turnos', 'No sé si los demás hacen lo mismo con las enfermeras que están en el turno de la noche.', 'enfermera'],
    ['Kort', 'Det er ikke noget for os, men de andre har fået nogle gode ideer til møderne.', 'møde ide'],
  ] as const
  for (const [title, source] of written) await startThread(site, 'ben', title, source)
  for (const [title, , q] of written) assert.deepEqual(titles(await found('ben', q)), [title], q)
  const thread = await startThread(site, 'ben', 'A reply in another language')
  await writePost(
    site,
    'cleo',
    thread,
    'Bei uns werden die Rückmeldungen gesammelt, und dann wird das mit allen besprochen.',
  )
  assert.equal((await found('ben', 'Rückmeldung')).items[0]?.id, thread.id)
  assert.equal((await found('ben', 'besprechen')).items.length, 0, 'stems are not lemmas')
  const mixed = await startThread(
    site,
    'ben',
    'We use the Rückmeldung card',
    'It is in German, and we are giving it to all of them.',
  )
  assert.equal((await found('ben', 'gives german')).items[0]?.id, mixed.id, 'one foreign word changes nothing')
})

test('what is removed, hidden, changed or switched off is not found a moment later, and found again when it is back', async () => {
  const thread = await startThread(site, 'ben', 'About kumquats', 'The opening tells of marmalade.')
  const post = await writePost(site, 'cleo', thread, 'We also tried physalis.')
  const at = `${root}/discussions/${thread.id}`
  assert.equal((await found('ben', 'physalis')).items[0].id, thread.id)
  assert.equal((await site.as('cleo').send(`${at}/posts/${post}/removal`)).status, 200)
  assert.deepEqual(titles(await found('ben', 'physalis')), [])
  assert.equal((await site.as('cleo').send(`${at}/posts/${post}/return`)).status, 200)
  assert.deepEqual(titles(await found('ben', 'physalis')), ['About kumquats'])
  assert.equal(
    (await site.as('cleo').send(`${at}/posts/${post}`, { source: 'We also tried carambola.' }, 'PUT')).status,
    200,
  )
  assert.deepEqual(titles(await found('ben', 'physalis')), [])
  assert.deepEqual(titles(await found('ben', 'carambola')), ['About kumquats'])
  assert.deepEqual(titles(await found('ben', 'marmalade kumquat')), ['About kumquats'], 'title and opening together')
  assert.equal((await site.as('ada').send(`${at}/posts/${post}/hiding`, { why: 'Off topic.' })).status, 200)
  for (const who of ['ben', 'cleo', 'ada'] as const) assert.deepEqual(titles(await found(who, 'carambola')), [], who)

  const resource = (
    await site.as('ada').send(`${root}/toolkit`, { title: 'Tamarind guide', source: 'How to peel a tamarind.' })
  ).json
  const talk = (await site.as('ben').json(resource.location ?? `${root}/toolkit/${resource.id}`)).json
  assert.ok(talk)
  assert.deepEqual(titles(await found('ben', 'peeling tamarinds')), ['Tamarind guide'])
  assert.equal((await site.as('ada').send(`${root}/toolkit/${resource.id}/removal`)).status, 200)
  assert.deepEqual(titles(await found('ben', 'tamarind')), [])
})

test('who leaves a community finds nothing of it any more, and is not found in it', async () => {
  assert.equal((await found('ben', 'dov')).people[0]?.name, 'Dov Adler')
  assert.equal((await found('ben', 'ad')).people.length, 0)
  assert.equal((await found('ben', { q: 'ad', typing: 'yes' })).people.length, 2, 'Ada Lindqvist and Dov Adler')
  await site.database.db.writePool.query('update membership set ended_at = now() where person_id = $1', [
    site.cast.people.dov.id,
  ])
  assert.deepEqual((await found('ben', 'dov')).people, [])
  assert.equal((await site.as('dov').json(`${root}/search?q=feedback`)).status, 404)
  assert.deepEqual((await found('dov', 'feedback', '/search')).items, [])
  await site.database.db.writePool.query('update membership set ended_at = null where person_id = $1', [
    site.cast.people.dov.id,
  ])
})

test('results are narrowed by kind, author, days and entry, and counted by kind whatever kind is asked', async () => {
  const thread = await startThread(site, 'ben', 'Quince paste', 'Quinces, sugar, patience.')
  await writePost(site, 'cleo', thread, 'Quince again, from Cleo.')
  await site.as('ada').send(`${root}/toolkit`, { title: 'Quince calendar', source: 'When a quince is ripe.' })
  const all = await found('ben', 'quince')
  assert.deepEqual(all.kinds.toSorted(byKind), [
    { kind: 'resource', count: 1 },
    { kind: 'thread', count: 1 },
  ])
  assert.equal(all.items.find(({ kind }: { kind: string }) => kind === 'thread').more, 1)
  const toolkit = await found('ben', { q: 'quince', kind: 'resource' })
  assert.deepEqual(titles(toolkit), ['Quince calendar'])
  assert.equal(toolkit.kinds.length, 2)
  const byCleo = await found('ben', { q: 'quince', author: site.cast.people.cleo.id })
  assert.deepEqual([titles(byCleo), byCleo.author.name, byCleo.items[0].part], [['Quince paste'], 'Cleo Marsh', 'post'])
  const inside = await found('ben', { q: 'quince', entry: thread.id })
  assert.deepEqual([titles(inside), inside.within.title], [['Quince paste', 'Quince paste'], 'Quince paste'])
  const day = (await site.look()).now.toISOString().slice(0, 10)
  assert.equal((await found('ben', { q: 'quince', from: day })).items.length, 2)
  assert.equal((await found('ben', { q: 'quince', until: '2001-01-01' })).items.length, 0)
  assert.equal(
    (await found('ben', { q: 'quince', from: 'soon', page: 'x', kind: '' })).items.length,
    2,
    'nonsense is left out',
  )
})

const byKind = (a: { kind: string }, b: { kind: string }) => (a.kind < b.kind ? -1 : 1)

test('a marked answer comes first, then titles before texts', async () => {
  const plain = await startThread(site, 'ben', 'Something else', 'Loquat loquat loquat.')
  const question = (
    await site
      .as('ben')
      .send(`${root}/discussions`, { title: 'How to cook it?', kind: 'question', source: 'Please help.' })
  ).json
  const answer = await writePost(site, 'cleo', question, 'Loquat loquat loquat.')
  assert.deepEqual(new Set(titles(await found('ben', 'loquat'))), new Set([plain.title, 'How to cook it?']))
  assert.equal(
    (await site.as('ben').send(`${root}/discussions/${question.id}/posts/${answer}/answer`, {}, 'PUT')).status,
    200,
  )
  const view = await found('ben', 'loquat')
  assert.deepEqual(titles(view), ['How to cook it?', 'Something else'])
  assert.deepEqual(
    view.items.map(({ isAnswered }: { isAnswered: boolean }) => isAnswered),
    [true, false],
  )
  await startThread(site, 'ben', 'Loquat', 'Said once.')
  assert.equal(titles(await found('ben', 'loquat'))[0], 'Loquat')
})

test('any query is answered with a sentence or with nothing, and never with an error', async () => {
  for (const q of [
    '',
    '-',
    '""',
    '"""',
    '"a "b" c"',
    '((',
    ')(*&^%$',
    ':*',
    "'",
    '\\',
    'a:*b',
    '!!',
    '<->',
    '<2>',
    '\u0000',
    '\u0001x',
    '😀',
    "a'b",
    '-feedback',
    'the',
    'the -the',
    'ا',
    'night-shift-'.repeat(90),
    'x'.repeat(1_500),
    'a '.repeat(700),
    '"'.repeat(101),
    '\ud800',
  ])
    for (const path of [`${root}/search`, '/search', `${root}/search/suggestions`]) {
      forgetCounts()
      const { status, text } = await site.as('ben').json(`${path}?q=${encodeURIComponent(q.toWellFormed())}`)
      assert.equal(status, 200, `${path} ${q.slice(0, 20)}: ${text}`)
    }
  assert.equal((await found('ben', '-feedback')).state, 'only_without')
  assert.equal((await found('ben', '***')).state, 'nothing_asked')
  assert.ok((await found('ben', 'x'.repeat(1_500))).isCut)
  const far = await site.as('ben').json(`${root}/search?q=${'x'.repeat(10_000)}`)
  assert.deepEqual([far.status, far.json.code], [413, 'too_large'])
  assert.deepEqual(
    (await found('eve', 'feedback', `/c/${site.cast.elsewhere.slug}/search`)).items,
    [],
    'an empty community',
  )
})

test('what three people did not find is told to those who lead, without names', async () => {
  const miss = (who: CastName, q: string) => site.as(who).send(`${root}/search/misses`, { q })
  for (const [who, q] of [
    ['ben', 'Budget  template'],
    ['ben', 'budget template'],
    ['cleo', 'BUDGET template'],
  ] as const)
    assert.equal((await miss(who, q)).status, 200)
  assert.deepEqual((await found('ada', '')).misses, [])
  await miss('dov', 'budget template')
  assert.deepEqual((await found('ada', '')).misses, [{ words: 'budget template', people: 3 }])
  assert.deepEqual((await found('ben', '')).misses, [])
  assert.equal((await miss('eve', 'budget template')).status, 404)
  assert.equal((await miss('visitor' as CastName, 'x')).status, 401)
})

test('the index made anew says the same, and so does one made from nothing', async () => {
  const { writePool } = site.database.db
  const index = async () =>
    (
      await writePool.query(
        'select id, part, kind, entry_id, author_id, language, at, is_answer, title, summary, body from search_row order by id',
      )
    ).rows
  const before = await index()
  await rebuildIndex(site.platform)
  assert.deepEqual(await index(), before)
  await writePool.query('delete from search_row')
  await rebuildIndex(site.platform)
  assert.deepEqual(await index(), before)
})
