/** The words in files of resources: read after the upload, gone with the file, and said where they cannot be found. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countNewWords } from '#server/search/count-words.ts'
import { readFileTexts, readFileTextsTask } from '#server/toolkit/file-text/read-file-texts.ts'
import { runJobs, waitingJobs } from '#tests/support/jobs.ts'
import { docxOf, paragraph, pdfOf, pdfOfPages } from '#tests/support/made-files.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const root = '/c/first-line-leaders/toolkit'
const pool = site.platform.database.writePool

type Sent = Parameters<typeof sendFiles>[4]

async function upload(files: Sent, fields: Record<string, string> = {}, path = root) {
  const answer = await sendFiles(site, 'ada', path, fields, files)
  assert.ok(answer.status < 300, answer.text)
  return JSON.parse(answer.text).id as string
}

const texts = async () =>
  (await pool.query('select text from file_text where state = $1 order by text', ['read'])).rows.map(({ text }) => text)

/** What a resource's page says to somebody, as text. */
async function pageOf(who: 'ada' | 'ben', id: string) {
  return (await site.as(who).get(`${root}/${id}`)).text
}

test('are read by a job after the upload, with the captions of a film', async () => {
  const id = await upload({ file: { name: 'plan.docx', bytes: await docxOf(paragraph('Words of the plan')) } })
  assert.equal((await waitingJobs(site, readFileTextsTask)).length, 1)
  assert.equal((await site.as('ben').json(`${root}/${id}`)).json.resource.fileText, null)
  const film = Buffer.concat([
    Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex'),
    Buffer.alloc(100),
  ])
  const talk = await upload({
    file: { name: 'talk.mp4', bytes: film },
    captions: { name: 'talk.vtt', bytes: 'WEBVTT\n\n00:01.000 --> 00:02.000\nSaid in the film\n' },
  })
  await runJobs(site, readFileTextsTask)
  assert.deepEqual(await texts(), ['Said in the film', 'Words of the plan'])
  const { fileText } = (await site.as('ben').json(`${root}/${id}`)).json.resource
  assert.deepEqual(fileText, { state: 'read', isCut: false })
  const shown = (await site.as('ben').json(`${root}/${talk}`)).json.resource
  assert.deepEqual([shown.fileText.state, shown.captionsText.state], ['not_read_kind', 'read'])
  for (const page of [await pageOf('ada', id), await pageOf('ada', talk)])
    assert.doesNotMatch(page, /be found|Search (finds|does)/)
})

test('go as a new file takes the place of theirs', async () => {
  const id = await upload({ file: { name: 'old.docx', bytes: await docxOf(paragraph('Former words')) } })
  await runJobs(site, readFileTextsTask)
  assert.ok((await texts()).includes('Former words'))
  const file = { name: 'new.docx', bytes: await docxOf(paragraph('Today’s words')) }
  await upload({ file }, { title: 'Plan', kind: 'document' }, `${root}/${id}`)
  assert.ok(!(await texts()).includes('Former words'))
  await runJobs(site, readFileTextsTask)
  const now = await texts()
  assert.ok(now.includes('Today’s words') && !now.includes('Former words'))
})

test('that cannot be found: editors read why and what helps, members a short line, in their language', async () => {
  const locked = pdfOf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [] /Count 0 >>',
      `<< /Filter /Standard /V 1 /R 2 /P -4 /O (${'o'.repeat(32)}) /U (${'u'.repeat(32)}) >>`,
    ],
    `/Encrypt 3 0 R /ID [(${'i'.repeat(16)}) (${'i'.repeat(16)})]`,
  )
  const id = await upload({ file: { name: 'locked.pdf', bytes: locked } })
  const scan = await upload({ file: { name: 'scan.pdf', bytes: pdfOfPages([[]]) } })
  const long = await upload({ file: { name: 'long.txt', bytes: 'word '.repeat(100_000) } })
  await runJobs(site, readFileTextsTask)
  assert.match(
    await pageOf('ada', id),
    /The words in this PDF cannot be found: it has a password\. Upload it without one\./,
  )
  assert.match(await pageOf('ben', id), /Search does not find the words in this file\./)
  assert.doesNotMatch(await pageOf('ben', id), /password/)
  assert.match(await pageOf('ada', scan), /its pages are pictures, as from a scanner/)
  assert.match(await pageOf('ada', long), /Not all words in this file can be found: it is very long/)
  assert.match(await pageOf('ben', long), /Search finds only a part of the words in this file/)
  await pool.query(`update person set locale = 'de' where id = $1`, [site.cast.people.ada.id])
  assert.match(await pageOf('ada', id), /Die Wörter in diesem PDF findet die Suche nicht: Es hat ein Passwort/)
})

test('are found by who may read the resource, until it is removed or has another file, and not where nobody may read them', async () => {
  const found = async (who: 'ada' | 'ben' | 'eve', q: string) => {
    const answer = await site.as(who).json(`/c/first-line-leaders/search?q=${q}`)
    return (answer.json.items ?? []).map(({ id, part }: { id: string; part: string }) => `${part} ${id}`)
  }
  const words = async (text: string) => ({ name: 'harbour.docx', bytes: await docxOf(paragraph(text)) })
  const id = await upload({ file: await words('A lighthouse keeper waits') }, { title: 'Plan', downloads: 'on' })
  await runJobs(site, readFileTextsTask)
  for (const q of ['lighthouse', 'lighthouses', '"lighthouse+keeper"', 'harbour'])
    assert.deepEqual(await found('ben', q), [`file ${id}`], q)
  const [hit] = (await site.as('ben').json('/c/first-line-leaders/search?q=lighthouse')).json.items
  assert.match(hit.passage.map(({ text }: { text: string }) => text).join(''), /^A lighthouse keeper waits/)
  assert.deepEqual(hit.file, [{ text: 'harbour.docx', isMatch: false }])
  assert.deepEqual(await found('eve', 'lighthouse'), [])
  await upload(
    { file: await words('A ferryman rows') },
    { title: 'Plan', kind: 'document', downloads: 'on' },
    `${root}/${id}`,
  )
  assert.deepEqual(await found('ben', 'lighthouse'), [])
  await runJobs(site, readFileTextsTask)
  assert.deepEqual(await found('ben', 'ferryman'), [`file ${id}`])
  const change = (downloads: string) =>
    site.as('ada').send(`${root}/${id}`, { title: 'Plan', kind: 'document', downloads })
  await change('off')
  assert.deepEqual(await found('ben', 'ferryman'), [], 'a .docx that is not for downloading')
  await change('on')
  assert.deepEqual(await found('ben', 'ferryman'), [`file ${id}`])
  await site.as('ada').send(`${root}/${id}/removal`, {})
  assert.deepEqual(await found('ben', 'ferryman'), [])
})

test('narrow the Toolkit, misspelt too', async () => {
  const id = await upload({ file: { name: 'talk.docx', bytes: await docxOf(paragraph('Giving feedback upwards')) } })
  await runJobs(site, readFileTextsTask)
  await site.shiftClock('1 minute')
  await countNewWords(site.platform)
  const { json } = await site.as('ben').json(`${root}?words=feedbak`)
  assert.equal(json.corrected, 'feedback')
  assert.deepEqual(
    json.resources.map((one: { id: string }) => one.id),
    [id],
  )
})

test('of files that were there before are read some at a time, until none waits, and each once', async () => {
  for (let i = 0; i < 8; i++) await upload({ file: { name: `note ${i}.txt`, bytes: `Note ${i}` } })
  const before = (await texts()).length
  await pool.query('delete from file_text')
  let runs = 0
  while ((await runJobs(site, readFileTextsTask)) > 0) runs += 1
  assert.ok(runs > 1)
  assert.equal((await texts()).length, before + 8)
  const when = 'select max(read_at)::text as at, count(*)::int as n from file_text'
  const { rows: once } = await pool.query(when)
  await readFileTexts(site.platform)
  assert.deepEqual((await pool.query(when)).rows, once)
})
