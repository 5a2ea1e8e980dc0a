/** With 2,000 people the lists of people ask the database as often as with a handful, and a first visit to each stays small. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Client } from 'pg'
import type { CastName } from '#tests/support/cast.ts'
import { fetchedByEveryPage } from '#tests/support/first-visit.ts'
import { holding, openSite } from '#tests/support/site.ts'

const site = await openSite()
const { people, community } = site.cast
const members = `/c/${community.slug}/members`

/** Bytes of a whole first visit: the page, its script, styles and fonts, as they are sent. */
const most = 60_000

const lists: readonly [CastName, string][] = [
  ['owen', '/site/people'],
  ['owen', '/site/people?sort=seen'],
  ['owen', '/site/people?show=alone'],
  ['ben', members],
  ['ben', `${members}?match=learn`],
  ['ada', members],
  ['ada', `${members}?q=person`],
  ['ada', `${members}/accounts`],
]

let statements = 0

/** Counts what the program sends to PostgreSQL from here on. */
function countStatements(): void {
  const { query } = Client.prototype
  Client.prototype.query = function counted(this: Client, ...asked: unknown[]) {
    statements += 1
    return Reflect.apply(query, this, asked)
  }
}

/** Asks for a page as a browser does. @returns the bytes that it sends, and how many statements it took */
async function visit(who: CastName, url: string): Promise<{ bytes: number; statements: number }> {
  const before = statements
  const headers = { ...holding(people[who].token), accept: 'text/html', 'accept-encoding': 'br' }
  const answer = await site.server.inject({ method: 'GET', url, headers })
  assert.equal(answer.statusCode, 200, url)
  assert.equal(answer.headers['content-encoding'], 'br')
  return { bytes: answer.rawPayload.length, statements: statements - before }
}

const asked = new Map<string, number>()

before(async () => {
  countStatements()
  // What is read once for many readers is read before, so that the counts below are of the pages alone.
  for (const [who, url] of [...lists, ...lists]) asked.set(`${who} ${url}`, (await visit(who, url)).statements)
  await site.database.db.writePool.query(`
    insert into person (name, email, handle, title, location, ask_me_about, want_to_learn, languages, time_zone)
    select given[1 + i % 20] || ' ' || family[1 + i / 20 % 25] || ' Person', 'p' || i || '@example.net', 'p' || i,
      'Team lead, ' || field[1 + i % 7], place[1 + i % 9], 'leading ' || field[1 + i % 7] || ', feedback', 'how to ' || field[1 + i % 5],
      array['en', tongue[1 + i % 6]], zone[1 + i % 9]
    from generate_series(1, 2000) i, (select
      '{Amina,Bela,Chidi,Dana,Emil,Fatou,Greta,Hana,Ivan,Jonas,Kenji,Leila,Marta,Nora,Omar,Priya,Rui,Sofia,Tariq,Yara}'::text[] as given,
      '{Adeyemi,Baker,Costa,Diaz,Eriksen,Farouk,Grant,Huber,Ito,Jensen,Khan,Lopez,Meyer,Nakamura,Okafor,Park,Quinn,Rossi,Silva,Tanaka,Usman,Varga,Weber,Yilmaz,Zeman}'::text[] as family,
      '{sales,care,transport,finance,learning,production,service}'::text[] as field,
      '{Lisbon,Berlin,Lagos,Karachi,Tokyo,Recife,Nairobi,Madrid,Oslo}'::text[] as place,
      '{de,pt,fr,ur,ja,es}'::text[] as tongue,
      '{Europe/Lisbon,Europe/Berlin,Africa/Lagos,Asia/Karachi,Asia/Tokyo,America/Recife,Africa/Nairobi,Europe/Madrid,Europe/Oslo}'::text[] as zone) w`)
  await site.database.db.writePool.query(
    `insert into membership (community_id, person_id) select $1, id from person where email like '%@example.net'`,
    [community.id],
  )
  await site.database.db.writePool.query(
    `insert into membership_source (community_id, person_id, source) select $1, id, 'manual' from person where email like '%@example.net'`,
    [community.id],
  )
  await site.database.db.writePool.query(
    `with field as (insert into profile_field (key, label, changed_by, place) values ('area', 'Works in', 'person', 1) returning id)
     insert into profile_value (field_id, person_id, value) select f.id, p.id, 'Area ' || length(p.name) from field f, person p`,
  )
  // PostgreSQL does this by itself a minute after so many rows came.
  await site.database.db.writePool.query('analyze')
})

for (const [who, url] of lists)
  test(`${url} for ${who}`, async () => {
    await visit(who, url)
    const { bytes, statements: now } = await visit(who, url)
    const before = asked.get(`${who} ${url}`) ?? 0
    assert.ok(before > 0)
    assert.ok(now <= before, `It asks the database ${now} times, and ${before} with a handful of people.`)
    const beside = fetchedByEveryPage().reduce((all, one) => all + one.bytes, 0)
    assert.ok(beside + bytes <= most, `A first visit sends ${beside + bytes} bytes, ${bytes} of them the page.`)
  })
