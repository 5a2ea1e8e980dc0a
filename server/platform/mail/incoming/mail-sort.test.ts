import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { automatic } from '#tests/replies/automatic-mails.ts'
import { inWords, withReport } from '#tests/replies/bounces.ts'
import { gone, reportedId } from '#tests/replies/machine-mail.ts'
import { sortMail } from './mail-sort.ts'
import { parseMail } from './parse-mail.ts'

const ownAddresses = ['guildhall@guild.example']
const sorted = async (raw: string, envelopeFrom = 'ben@people.example') =>
  sortMail(await parseMail(Buffer.from(raw)), { envelopeFrom, ownAddresses })

describe('a mail that says that another one did not arrive', () => {
  for (const { name, raw, verdict } of withReport)
    test(`with a report: ${name}`, async () => {
      const expected = { sort: 'bounce', verdict, of: reportedId, recipient: gone }
      assert.deepEqual(await sorted(raw, ''), expected)
      assert.deepEqual(await sorted(raw), expected, 'whatever the envelope says')
    })

  for (const { name, raw, verdict } of inWords)
    test(`in words: ${name}`, async () => {
      const made = await sorted(raw, '')
      assert.equal(made.sort === 'bounce' && made.verdict, verdict)
    })
})

describe('a mail is', () => {
  for (const { name, raw, sort, envelopeFrom } of automatic)
    test(`${sort}: ${name}`, async () => assert.equal((await sorted(raw, envelopeFrom)).sort, sort))
})
