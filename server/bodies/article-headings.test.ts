import assert from 'node:assert/strict'
import { test } from 'node:test'
import { raiseHeadings } from '#server/bodies/article-headings.ts'

test('all headings are raised together, until the highest is of the first level', () => {
  assert.equal(raiseHeadings('## Before\n\n### When\n\ntext ## no\n'), '# Before\n\n## When\n\ntext ## no\n')
  assert.equal(raiseHeadings('#### Deep'), '# Deep')
})

test('headings that begin at the first level stay, and so does code', () => {
  for (const same of ['# One\n## Two', 'No heading', '', '```\n## code\n```', '~~~\n## code\n~~~']) {
    assert.equal(raiseHeadings(same), same)
  }
  assert.equal(raiseHeadings('## Real\n```\n## code\n```'), '# Real\n```\n## code\n```')
})
