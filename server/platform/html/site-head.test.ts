/** The reader's own menu in the header: its links, in the reader's language, and that each of them opens. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CastName } from '#tests/support/cast.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { people } = site.cast

/** The lines of the menu on a page, as somebody reads them there. */
async function linesOf(who: CastName): Promise<[address: string, words: string][]> {
  const { text } = await site.as(who).get('/inbox')
  const menu = /<details class="menu me end">(.*?)<\/details>/s.exec(text)?.[1] ?? ''
  return [...menu.matchAll(/<a class="item" href="([^"]+)">(.*?)<\/a>/gs)].map(([, address = '', words = '']) => [
    address,
    words
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ])
}

test('the personal menu leads to all of the reader’s own pages, and each link opens', async () => {
  const lines = await linesOf('ben')
  assert.deepEqual(lines, [
    [`/people/${people.ben.id}`, 'Ben Reyes Your profile'],
    ['/account', 'Your account'],
    ['/courses', 'Your courses'],
    ['/inbox/settings', 'Mail settings'],
    ['/events', 'My events'],
    ['/voices', 'In your name'],
  ])
  for (const [address, words] of lines) assert.equal((await site.as('ben').get(address)).status, 200, words)
})

test('the owner finds the site’s settings and unsent mails there', async () => {
  assert.deepEqual((await linesOf('owen')).slice(-2), [
    ['/site', 'This site'],
    ['/outbox', 'Outbox'],
  ])
  assert.equal((await site.as('owen').get('/outbox')).status, 200)
})

test('it speaks the reader’s language', async () => {
  await site.database.db.write.updateTable('person').set({ locale: 'de' }).where('id', '=', people.cleo.id).execute()
  assert.deepEqual(
    (await linesOf('cleo')).map(([, words]) => words),
    [
      'Cleo Marsh Dein Profil',
      'Dein Konto',
      'Deine Kurse',
      'Mail-Einstellungen',
      'Meine Veranstaltungen',
      'In deinem Namen',
    ],
  )
})
