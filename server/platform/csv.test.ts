/** Cells keep what they hold, and no spreadsheet runs one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvText } from './csv.ts'

test('quotes, commas and line breaks stay inside their cell', () => {
  assert.equal(
    csvText([
      ['Course', 'Cohort'],
      ['Lead, "listen"', 'one\r\ntwo'],
    ]),
    '\ufeffCourse,Cohort\r\n"Lead, ""listen""","one\r\ntwo"\r\n',
  )
})

test('a cell that begins like a formula is text', () => {
  const cells = ['=1+1', '+49', '-1', '@home', '\tx', '\rx', 'a=1', '']
  assert.equal(csvText([cells]), "\ufeff'=1+1,'+49,'-1,'@home,'\tx,\"'\rx\",a=1,\r\n")
})
