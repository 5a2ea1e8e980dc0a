/** The demo's texts hold together: nobody speaks before they came, and German tells the same as English. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinedHoursAgo } from '#demo/past.ts'
import { demoPeople } from '#demo/people.ts'
import { de } from '#demo/texts/de.ts'
import { en } from '#demo/texts/en.ts'
import type { DemoPost, DemoTexts } from '#demo/texts/shape.ts'

const person = (key: string) => demoPeople.find((one) => one.key === key) ?? assert.fail(`nobody is called ${key}`)

function postsOf(texts: DemoTexts): DemoPost[] {
  const { open, few, closed } = texts.pings
  const roots = [...texts.threads, ...texts.pages, ...texts.resources, open, few, ...closed].flatMap(
    ({ posts }) => posts ?? [],
  )
  return roots.flatMap((post) => [post, ...(post.replies ?? [])])
}

for (const texts of [en, de]) {
  test(`${texts.locale}: nobody posts or reacts before they joined`, () => {
    for (const { by, says, hoursAgo, reactions = [] } of postsOf(texts)) {
      assert.ok(joinedHoursAgo(person(by)) > hoursAgo, `${by} was not there yet: ${says}`)
      const readers = reactions.flatMap(([, ...keys]) => keys)
      for (const key of readers)
        assert.ok(joinedHoursAgo(person(key)) > hoursAgo / 2, `${key} was not there yet: ${says}`)
    }
  })

  test(`${texts.locale}: a Ping has no more answers than it had readers`, () => {
    const { open, few, closed } = texts.pings
    for (const { question, votes, sentHoursAgo } of [open, few, ...closed]) {
      const there = demoPeople.filter((one) => one.key !== 'eve' && joinedHoursAgo(one) >= sentHoursAgo).length
      assert.ok(votes.reduce((sum, n) => sum + n, 0) <= there, question)
    }
  })
}

test('every person has a description in German too', () => {
  assert.deepEqual(
    Object.keys(de.people),
    demoPeople.map(({ key }) => key),
  )
  for (const { key, askMeAbout, wantToLearn } of demoPeople) {
    const [title, asked, learning] = de.people[key] ?? []
    assert.deepEqual([!!title, !!asked, !!learning], [true, !!askMeAbout, !!wantToLearn], key)
  }
})

test('in German the same people post at the same hours', () => {
  const shape = (texts: DemoTexts) => postsOf(texts).map(({ by, hoursAgo }) => `${by} ${hoursAgo}`)
  assert.deepEqual(shape(de), shape(en))
})

test('the demo has forty resources, six featured, six threads, and 41 answers with 12 posts below', () => {
  assert.equal(en.resources.length, 40)
  assert.deepEqual(en.resources.flatMap(({ featured = [] }) => featured).sort(), [1, 2, 3, 4, 5, 6])
  assert.equal(en.threads.length, 6)
  assert.equal(
    en.pings.open.votes.reduce((sum, n) => sum + n, 0),
    41,
  )
  assert.equal(en.pings.open.posts.flatMap((post) => [post, ...(post.replies ?? [])]).length, 12)
  assert.equal(en.pings.closed.length, 3)
})
