import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byInitial, initialOf } from '#server/communities/members/initials.ts'

test('a name is filed under its first letter, accents aside, in any script', () => {
  const filed = ['ada', 'Élodie', 'Øyvind', 'Жанна', '山田', '“Bo”', '007', ''].map(initialOf)
  assert.deepEqual(filed, ['A', 'E', 'Ø', 'Ж', '山', 'B', '#', '#'])
})

test('people stay in their order, under one heading for each letter', () => {
  const people = ['Ada', 'Åke', 'Ben'].map((name) => ({ name }))
  assert.deepEqual(
    byInitial(people).map(({ letter, people: here }) => [letter, here.map(({ name }) => name)]),
    [
      ['A', ['Ada', 'Åke']],
      ['B', ['Ben']],
    ],
  )
})
