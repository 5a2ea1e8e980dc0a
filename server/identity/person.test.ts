import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createPerson } from '#server/identity/create-person.ts'
import { freeHandle, freeHandles, handleStem, nameFromEmail } from '#server/identity/person.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()

describe('a new person', () => {
  test('has a handle nobody else has, also when many of one name come at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        site.work((work) => createPerson(work, { name: 'Jürgen Groß', email: `j${i}@example.org` })),
      ),
    )
    const rows = await site.database.db.write
      .selectFrom('person')
      .select('handle')
      .where('name', '=', 'Jürgen Groß')
      .execute()
    assert.equal(
      made.every(({ isNew }) => isNew),
      true,
    )
    assert.deepEqual(rows.map(({ handle }) => handle).sort(), [
      'jurgen-gross',
      ...[2, 3, 4, 5, 6, 7, 8].map((n) => `jurgen-gross-${n}`),
    ])
  })

  test('is the one who is there, where the address is known, however it is written', async () => {
    const before = await site.work((work) => createPerson(work, { name: 'Other Name', email: ' BEN@example.org' }))
    assert.deepEqual(before, { id: site.cast.people.ben.id, isNew: false })
    const row = await site.database.db.write
      .selectFrom('person')
      .select('name')
      .where('id', '=', before.id)
      .executeTakeFirstOrThrow()
    assert.equal(row.name, 'Ben Reyes')
  })

  test('asked for twice at once is made once', async () => {
    const made = await Promise.all(
      Array.from({ length: 5 }, () =>
        site.work((work) => createPerson(work, { name: 'Mia Sand', email: 'mia@example.org' })),
      ),
    )
    assert.equal(new Set(made.map(({ id }) => id)).size, 1)
    assert.equal(made.filter(({ isNew }) => isNew).length, 1)
  })
})

test('a name is read from an address', () => {
  const names: [string, string][] = [
    ['ben.reyes@example.org', 'Ben Reyes'],
    ['anna-lena_koch+news@example.org', 'Anna Lena Koch'],
    ['info@example.org', 'Info'],
    ['...@example.org', '...@example.org'],
  ]
  for (const [address, name] of names) assert.equal(nameFromEmail(address), name)
})

test('a handle is made of letters everybody can type', () => {
  assert.equal(handleStem('Ada Lindqvist'), 'ada-lindqvist')
  assert.equal(handleStem('王小明'), 'wangxiaoming')
  assert.equal(handleStem('Øyvind Żółć'), 'oyvind-zolc')
  assert.equal(handleStem('…'), 'person')
  assert.equal(freeHandle('ada', new Set(['ada', 'ada-2', 'ada-4'])), 'ada-3')
  assert.deepEqual(freeHandles(['ada', 'ben', 'ada', 'ada-5', 'ada'], new Set(['ada', 'ada-3'])), [
    'ada-2',
    'ben',
    'ada-4',
    'ada-5',
    'ada-6',
  ])
})
