import assert from 'node:assert/strict'
import { test } from 'node:test'
import { raiseHeadings } from '#server/bodies/article-headings.ts'

test('headings are raised together, until the highest is the first', () => {
  assert.equal(raiseHeadings('## Before\n\n### When\n\ntext ## no\n'), '# Before\n\n## When\n\ntext ## no\n')
  assert.equal(raiseHeadings('#### Deep'), '# Deep')
})

test('what begins at the top stays, and so does code', () => {
  for (const same of ['# One\n## Two', 'No heading', '', '```\n## code\n```', '~~~\n## code\n~~~']) {
    assert.equal(raiseHeadings(same), same)
  }
  assert.equal(raiseHeadings('## Real\n```\n## code\n```'), '# Real\n```\n## code\n```')
})
