/** The permission that a row asks for holds, even where the use case behind it forgot to ask. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { activity } from '#server/platform/activity.ts'
import { html } from '#server/platform/html/html.ts'
import { acts, reads } from '#server/platform/http/endpoint.ts'
import { forbidden, notFound } from '#server/platform/refuse.ts'
import { castNames } from '#tests/support/cast.ts'
import { openSite } from '#tests/support/site.ts'

const noted = activity('stage.noted', 'note')
const common = {
  who: 'community_settings',
  refusals: [notFound, forbidden],
  input: z.object({ community: z.string() }),
  view: z.object({ secret: z.string() }),
} as const
const careless = acts({
  ...common,
  path: '/c/:community/stage',
  summary: 'Asks nobody.',
  async act(work) {
    await work.record(noted, { communityId: null, by: null, objectId: null })
    return { secret: 'marmalade' }
  },
  respond: () => ({ location: '/' }),
})
const open = reads({
  ...common,
  path: '/c/:community/stage',
  summary: 'Shows it to anybody.',
  read: async () => ({ secret: 'marmalade' }),
  page: ({ secret }) => html`<p>${secret}</p>`,
})
const site = await openSite({}, [{ name: 'stage', endpoints: [careless, open], activities: [noted] }])
const written = async () =>
  (await site.database.db.write.selectFrom('activity').select('id').where('verb', '=', 'stage.noted').execute()).length

const { community } = site.cast
await site.database.db.write
  .insertInto('community_slug')
  .values({ slug: 'an-earlier-address', community_id: community.id })
  .execute()

test('only holders of the permission act and read, whatever the use case checks, and nothing is stored of anybody else', async () => {
  for (const slug of [community.slug, 'an-earlier-address', 'nowhere'])
    for (const who of castNames) {
      const isHolder = who === 'owen' || (who === 'ada' && slug !== 'nowhere')
      const before = await written()
      const act = await site.as(who).send(`/c/${slug}/stage`)
      const read = await site.as(who).json(`/c/${slug}/stage`)
      const page = await site.as(who).get(`/c/${slug}/stage`)
      const told = isHolder ? 200 : who === 'eve' || slug === 'nowhere' ? 404 : 403
      assert.deepEqual([act.status, read.status, page.status], [told, told, told], `${who}, ${slug}`)
      assert.equal((await written()) - before, isHolder ? 1 : 0, `${who}, ${slug}`)
      for (const { text } of [read, page]) assert.equal(text.includes('marmalade'), isHolder, `${who}, ${slug}`)
    }
})
