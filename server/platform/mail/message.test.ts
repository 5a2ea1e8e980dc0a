/** What a message says of itself, in forms every program reads. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listIdHeader } from './message.ts'

test('a list is named in plain letters or not at all, and its id is a domain name', () => {
  assert.equal(
    listIdHeader('weavers.pings.guild.example', 'First-line leaders'),
    '"First-line leaders" <weavers.pings.guild.example>',
  )
  for (const name of ['Führung „von unten“', 'A "quoted" name', 'x'.repeat(61), 'リーダー', ''])
    assert.equal(listIdHeader('weavers.pings.guild.example', name), '<weavers.pings.guild.example>')
  assert.equal(listIdHeader('führung.pings.guild.example', 'F'), '"F" <xn--fhrung-3ya.pings.guild.example>')
})
