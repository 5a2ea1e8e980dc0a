import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sectionsInOrder } from '#server/communities/community.ts'
import { arranged } from '#server/communities/settings/arrange-sections.ts'

const sectionKeys = ['ping', 'news', 'featured', 'toolkit', 'discussions']

test('sections that nobody arranged are shown in the standard order', () => {
  assert.deepEqual(
    sectionsInOrder([], sectionKeys),
    sectionKeys.map((key) => ({ key, shown: true })),
  )
})

test('a section that is new in the program is placed after the one it follows; wrong stored values are skipped', () => {
  const stored = [
    { key: 'toolkit', shown: true },
    { key: 'ping', shown: false },
    { key: 'ping', shown: true },
    { key: 'gone', shown: true },
  ]
  assert.deepEqual(
    sectionsInOrder(stored, sectionKeys).map(({ key, shown }) => `${key} ${shown}`),
    ['toolkit true', 'discussions true', 'ping false', 'news true', 'featured true'],
  )
  assert.equal(sectionsInOrder('nonsense', sectionKeys).length, sectionKeys.length)
})

test('a section moves one place, and not past an end', () => {
  const keys = (sections: ReturnType<typeof arranged>) => sections.map(({ key }) => key)
  const standard = sectionsInOrder([], sectionKeys)
  assert.deepEqual(keys(arranged(standard, 'news', 'up')), ['news', 'ping', 'featured', 'toolkit', 'discussions'])
  assert.deepEqual(keys(arranged(standard, 'news', 'down')), ['ping', 'featured', 'news', 'toolkit', 'discussions'])
  assert.deepEqual(keys(arranged(standard, 'ping', 'up')), keys(standard))
  assert.deepEqual(keys(arranged(standard, 'discussions', 'down')), keys(standard))
  assert.equal(arranged(standard, 'featured', 'hide').find(({ key }) => key === 'featured')?.shown, false)
})
