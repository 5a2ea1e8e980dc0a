/**
 * The Toolkit's list: what is in it for whom, how it is narrowed, how it goes on.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findCommunity } from '#server/communities/room.ts'
import { countNewWords } from '#server/search/count-words.ts'
import { readToolkitCounts } from '#server/toolkit/reads-counts.ts'
import { importList } from '#server/toolkit/room.ts'
import { featuredResources, latestResources } from '#server/toolkit/views.ts'
import { longTopic, readingList, readingListFigures } from '#tests/support/reading-list.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const root = '/c/first-line-leaders/toolkit'
const many = 90
const files = [...readingList, longTopic('Interviews', many)]
const links = readingListFigures.links + many
const all = readingListFigures.addresses + many
const ada = site.as('ada')
const ben = site.as('ben')

// Ben comes for the second time: what is added from now on is new to him.
await ben.send('/c/first-line-leaders/visits')
await site.shiftClock('4 hours')
await ben.send('/c/first-line-leaders/visits')

const actor = await site.actor('ada')
const counts = await site.work((work) => importList(work, actor, { community: 'first-line-leaders', files }))
const draft = (await ada.send(root, { address: 'https://example.org/draft', title: 'Zebra draft', status: 'draft' }))
  .json

describe('a list of a folder', () => {
  test('comes in whole', () => {
    assert.deepEqual(
      { links: counts.links, added: counts.added, alreadyHere: counts.alreadyHere, repeated: counts.repeated },
      { links, added: all, alreadyHere: 0, repeated: 1 },
    )
  })

  test('changes nothing when it comes again', async () => {
    const again = await site.work((work) => importList(work, actor, { community: 'first-line-leaders', files }))
    assert.deepEqual(
      { added: again.added, alreadyHere: again.alreadyHere, newTopics: again.newTopics },
      { added: 0, alreadyHere: all, newTopics: 0 },
    )
    assert.equal((await ben.json(root)).json.holdings.total, all)
  })

  test('files a link named twice under both its topics', async () => {
    const { json } = await ben.json(`${root}?words=dream+team`)
    assert.deepEqual(
      json.resources[0].topics.map((topic: { name: string }) => topic.name),
      ['Building Teams', 'Hiring'],
    )
  })

  test('keeps its order: the first of the list stands first', async () => {
    const { json } = await ben.json(root)
    assert.deepEqual(json.resources[0].title, 'Ninety Days on One Page')
    assert.match((await ben.get(root)).text, /<li class="row[^>]*>[\s\S]*<a class="title"/)
  })

  test('gives each a discussion that waits for its first words', async () => {
    const { json } = await ben.json(`${root}?words=owes+itself`)
    const page = await ben.json(`${root}/${json.resources[0].id}`)
    assert.equal(page.json.discussion.replies, 0)
    assert.equal((await ben.json('/c/first-line-leaders/discussions')).json.items.length, 0)
  })
})

describe('narrowing', () => {
  test('by words, all of which must be there, in title, summary or authors', async () => {
    const { json } = await ben.json(`${root}?words=${encodeURIComponent('Psychological  SAFETY')}`)
    assert.equal(json.total, 2)
    for (const one of json.resources) assert.match(`${one.title} ${one.summary} ${one.authors}`, /psychological/i)
    assert.equal((await ben.json(`${root}?words=lew+lew`)).json.total, (await ben.json(`${root}?words=Lew`)).json.total)
  })

  test('by a word in another form, begun or misspelt, in quotes, and without another', async () => {
    const titlesOf = async (words: string) => {
      const { json } = await ben.json(`${root}?words=${encodeURIComponent(words)}`)
      return { corrected: json.corrected, titles: json.resources.map(({ title }: { title: string }) => title) }
    }
    await site.shiftClock('5 hours')
    await countNewWords(site.platform)
    const safety = await titlesOf('psychological safety')
    assert.deepEqual(await titlesOf('"psychological safety"'), safety)
    assert.deepEqual(await titlesOf('psychologic'), await titlesOf('psychological'))
    assert.deepEqual(await titlesOf('"safety psychological"'), { corrected: null, titles: [] })
    assert.deepEqual(await titlesOf('psychological -safety'), {
      corrected: null,
      titles: (await titlesOf('psychological')).titles.filter((title: string) => !safety.titles.includes(title)),
    })
    assert.deepEqual(await titlesOf('psycological safty'), { ...safety, corrected: 'Psychological safety' })
    const page = (await ben.get(`${root}?words=psycological`)).text
    assert.match(page, /Nothing has “psycological”\. This has “psychological”\./i)
  })

  test('takes the signs of a pattern as themselves', async () => {
    for (const words of ['%', '_', '\\']) {
      const { json } = await ben.json(`${root}?words=${encodeURIComponent(words)}`)
      for (const one of json.resources) assert.ok(`${one.title} ${one.summary} ${one.authors}`.includes(words))
    }
  })

  test('by kind, by topic with its sub-topics, and by all of them at once', async () => {
    const videos = (await ben.json(`${root}?kind=video`)).json
    assert.deepEqual([videos.total, videos.holdings.kinds.video], [2, 2])
    assert.ok(videos.resources.every((one: { kind: string }) => one.kind === 'video'))
    const culture = (await ben.json(`${root}?topic=culture`)).json
    const sub = (await ben.json(`${root}?topic=culture-codes`)).json
    assert.ok(sub.total > 0 && culture.total > sub.total)
    assert.equal(
      culture.total,
      culture.holdings.topics.find((topic: { slug: string }) => topic.slug === 'culture').count,
    )
    const both = (await ben.json(`${root}?topic=culture&kind=video&words=zell`)).json
    assert.equal(both.total, both.resources.length)
  })

  test('an unknown topic is not there; an unknown kind is no filter', async () => {
    assert.equal((await ben.json(`${root}?topic=nowhere`)).status, 404)
    assert.equal((await ben.json(`${root}?kind=sculpture`)).json.total, all)
  })

  test('goes on by keyset until all are seen once', async () => {
    const seen: string[] = []
    let address = `${root}?topic=interviews`
    for (let page = 0; page < 10; page++) {
      const { json } = await ben.json(address)
      seen.push(...json.resources.map((one: { id: string }) => one.id))
      if (!json.next) break
      address = `${root}?topic=interviews&after=${json.next}`
    }
    assert.equal(seen.length, (await ben.json(`${root}?topic=interviews`)).json.total)
    assert.equal(new Set(seen).size, seen.length)
  })

  test('what fits nothing says so, and keeps what was typed', async () => {
    const page = await ben.get(`${root}?words=qqqq%22zzz`)
    assert.equal(page.status, 200)
    assert.match(page.text, /Nothing found/)
    assert.match(page.text, /value="qqqq&quot;zzz"/)
  })
})

describe('the orders of the list', () => {
  const pages = async (query: string) => {
    const seen: { id: string; title: string; replies: number }[] = []
    let next: string | null = null
    for (let page = 0; page < 10; page++) {
      const { json } = await ben.json(`${root}?${query}${next ? `&after=${next}` : ''}`)
      seen.push(...json.resources)
      next = json.next
      if (!next) break
    }
    return seen
  }
  const talked = 'topic=interviews&sort=talk'

  test('by title, in the order of an alphabet, to the last page', async () => {
    const seen = await pages('topic=interviews&sort=title')
    const titles = seen.map(({ title }) => title)
    assert.ok(titles.length > 40)
    assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length)
    const letters = titles.filter((title) => /^[a-z]/i.test(title)).map((title) => title.slice(0, 1).toLowerCase())
    assert.deepEqual(letters, letters.toSorted())
  })

  test('by what is most talked about, the newest of those alike first', async () => {
    const [, , third] = await pages('topic=interviews')
    const page = (await ben.json(`${root}/${third?.id}`)).json
    const sent = await ben.send(`${page.discussion.address}/posts`, { source: 'I tried this.' })
    assert.equal(sent.status, 201, sent.text)
    const seen = await pages(talked)
    assert.deepEqual([seen[0]?.id, seen[0]?.replies, seen[1]?.replies], [third?.id, 1, 0])
    assert.equal(new Set(seen.map(({ id }) => id)).size, (await pages('topic=interviews')).length)
  })

  test('are plain links, and the chosen one stays in the address of whatever one narrows', async () => {
    const { text } = await ben.get(`${root}?${talked}`)
    assert.match(text, /aria-current="true">Most talked about</)
    assert.match(text, /<input type="hidden" name="sort" value="talk">/)
    assert.match(text, /href="[^"]*kind=video[^"]*sort=talk"/)
  })
})

describe('the community’s page', () => {
  test('shows each topic with its count and what came into it last, and who added what is new', async () => {
    const { text } = await ben.get('/c/first-line-leaders')
    assert.match(text, /<ul class="topic-tiles"><li><a href="[^"]*\?topic=[^"]+"[^>]*><b>[^<]+<\/b>/)
    assert.match(text, /<small>New: [^<]+<\/small>/)
    assert.match(text, /added by Ada Lindqvist/)
  })
})

describe('what is not open', () => {
  test('is for editors alone: not in a list, a count or a search of members', async () => {
    const mine = (await ada.json(`${root}?words=zebra`)).json
    assert.deepEqual([mine.total, mine.resources[0].state, mine.holdings.closed], [1, 'draft', 1])
    const theirs = (await ben.json(`${root}?words=zebra`)).json
    assert.deepEqual(
      [theirs.total, theirs.resources.length, theirs.holdings.closed, theirs.holdings.total],
      [0, 0, 0, all],
    )
    assert.equal((await ben.json(`${root}?show=closed`)).json.total, all)
    assert.equal((await ada.json(`${root}?show=closed`)).json.total, 1)
    assert.equal((await ben.get(`${root}/${draft.id}`)).status, 404)
    assert.equal((await ada.get(`${root}/${draft.id}`)).status, 200)
  })
})

describe('who may come', () => {
  test('members and the site’s owner see it; others find nothing', async () => {
    assert.equal((await site.as('dov').get(root)).status, 200)
    assert.equal((await site.as('owen').get(root)).status, 200)
    assert.equal((await site.as('eve').get(root)).status, 404)
    assert.equal((await site.as('eve').json(root)).status, 404)
    assert.equal((await site.as('visitor').get(root)).status, 303)
    assert.equal((await site.as('visitor').json(root)).status, 401)
    assert.equal((await ben.json('/c/nowhere/toolkit')).status, 404)
  })

  test('only editors are shown how to add', async () => {
    assert.match((await ada.get(root)).text, /Add to the Toolkit/)
    assert.doesNotMatch((await ben.get(root)).text, /Add to the Toolkit/)
  })
})

describe('the functions for other rooms', () => {
  test('give topics, total, what is new and what is featured, as members see them', async () => {
    const look = await site.look()
    const [benActor, adaActor] = [await site.actor('ben'), await site.actor('ada')]
    const community = await findCommunity(look, benActor, 'first-line-leaders')
    assert.equal(
      (await readToolkitCounts(look, benActor, community)).topics.filter((one) => one.parentId === null).length,
      readingListFigures.topics + 1,
    )
    assert.equal((await readToolkitCounts(look, benActor, community)).total, all)
    assert.equal((await readToolkitCounts(look, adaActor, community)).total, all + 1)
    const latest = await latestResources(look, adaActor, community, 3)
    assert.equal(latest.length, 3)
    assert.ok(!latest.some((one) => one.id === draft.id))
    assert.deepEqual(await featuredResources(look, benActor, community), [])
  })
})
