/** The demo's texts hold together: nobody speaks before they came, and German tells the same as English. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { circlePeople, cohortReaders, joinedHoursAgo } from '#demo/past.ts'
import { demoPeople } from '#demo/people.ts'
import { de } from '#demo/texts/de.ts'
import { en } from '#demo/texts/en.ts'
import type { DemoPost, DemoTexts } from '#demo/texts/shape.ts'

const person = (key: string) => demoPeople.find((one) => one.key === key) ?? assert.fail(`nobody is called ${key}`)

const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0)

function postsOf(texts: DemoTexts): DemoPost[] {
  const { open, few, closed } = texts.pings
  const { cohortThreads, circle } = texts.community
  const roots = [
    ...texts.threads,
    ...cohortThreads,
    ...circle.threads,
    ...texts.pages,
    ...texts.resources,
    ...texts.events,
    open,
    few,
    ...closed,
  ].flatMap(({ posts }) => posts ?? [])
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
    const asked = [open, few, ...closed].flatMap((ping) => [
      ping,
      ...(ping.before ? [{ ...ping, ...ping.before }] : []),
    ])
    for (const { question, votes, sentHoursAgo } of asked) {
      const there = demoPeople.filter((one) => one.key !== 'eve' && joinedHoursAgo(one) >= sentHoursAgo).length
      assert.ok(sum(votes) <= there, question)
    }
  })

  test(`${texts.locale}: answers by cohort are no more than its people, and leave out enough of all answers`, () => {
    const asked = texts.pings.closed.flatMap((ping) => [ping, ...(ping.before ? [ping.before] : [])])
    const counted = asked.filter(({ byCohort = [] }) => byCohort.length > 0)
    assert.equal(counted.length, 2)
    for (const { votes, byCohort = [], sentHoursAgo } of counted) {
      for (const [number, ofCohort] of byCohort) {
        const people = demoPeople.filter((one) => one.cohort === number && joinedHoursAgo(one) >= sentHoursAgo).length
        assert.ok(sum(ofCohort) >= 5 && sum(ofCohort) <= people, `cohort ${number}`)
      }
      const leftOut = votes.map((n, i) => n - sum(byCohort.map(([, ofCohort]) => ofCohort[i] ?? 0)))
      assert.ok(leftOut.every((n) => n >= 0) && sum(leftOut) >= 5, leftOut.join())
    }
  })

  test(`${texts.locale}: only those write and react in a cohort or a circle who are in it`, () => {
    const { cohortThreads, circle } = texts.community
    const writersIn = (posts: readonly DemoPost[]): string[] =>
      posts.flatMap(({ by, reactions = [], replies = [] }) => [
        by,
        ...reactions.flatMap(([, ...keys]) => keys),
        ...writersIn(replies),
      ])
    for (const [talks, readers] of [
      [cohortThreads, cohortReaders],
      [circle.threads, circlePeople],
    ] as const)
      for (const by of talks.flatMap(({ posts }) => writersIn(posts))) assert.ok(readers.includes(by), by)
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

test('in German the same events take place, with the same people', () => {
  const shape = ({ events }: DemoTexts) =>
    events.map((event) => ({
      ...event,
      title: '',
      description: '',
      place: '',
      callAddress: '',
      posts: event.posts.length,
      notes: event.notes?.map(({ by, hoursAgo }) => [by, hoursAgo]),
      recap: event.recap?.daysAgo,
    }))
  assert.deepEqual(shape(de), shape(en))
  assert.equal(en.events.filter(({ inDays, weeks }) => inDays < 0 && !weeks).length, 1)
})
