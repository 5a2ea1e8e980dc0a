import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { generate } from '#database/generate.ts'

test('database/types.ts and schema.sql are those of the migrations', async () => {
  for (const [name, text] of Object.entries(await generate())) {
    const committed = readFileSync(new URL(`../../database/${name}`, import.meta.url), 'utf8')
    assert.ok(committed === text, `database/${name} is older than the migrations. Run: node database/generate.ts`)
  }
})
