/**
 * Things to ask for: one of each kind in the cast's community, made through the site itself, by those who would make them.
 * Gives a sample for every parameter that a path may have.
 */
import { shortId } from '#server/platform/ids.ts'
import type { Answer, Site } from '#tests/support/site.ts'

export type Samples = Readonly<Record<string, string>>

/** Fills the site and tells which value each path parameter takes. Where it is filled again, `mark` tells its names from the former ones. */
export async function liveIn(site: Site, mark = ''): Promise<Samples> {
  const { cast } = site
  const root = `/c/${cast.community.slug}`
  const ada = site.as('ada')
  const purpose = 'We get better at what we do in First-line leaders.'
  await made(ada.send(`${root}/charter`, { purpose, domain: 'Only for members: marmalade.' }, 'PUT'))
  const topic = await made(ada.send(`${root}/toolkit/topics`, { name: `Feedback${mark}` }))
  const resource = await made(
    ada.send(`${root}/toolkit`, { source: 'Only for members: the marmalade memo.', title: 'Marmalade memo' }),
  )
  const thread = await made(
    ada.send(`${root}/discussions`, { title: 'Marmalade talk', source: 'Only for members: marmalade.', kind: 'talk' }),
  )
  const post = await made(
    site.as('ben').send(`${root}/discussions/${thread.id}/posts`, { source: 'Marmalade, says Ben.' }),
  )
  const ping = await made(
    ada.send(`${root}/pings`, { question: 'Marmalade or jam?', options: ['Marmalade', 'Jam'], hours: '48' }),
  )
  await made(ada.send(`${root}/pings/${ping.id}/sending`, {}))
  const page = await made(
    ada.send(`${root}/pages`, { title: 'Marmalade plan', source: 'Only for members: marmalade.' }),
  )
  const container = await made(ada.send(`${root}/settings/people`, { name: `Leader${mark}`, size: 'large' }))
  return {
    community: cast.community.slug,
    heading: 'domain',
    into: 'page',
    version: '1',
    person: cast.people.ben.id,
    topic: idOf(topic),
    resource: idOf(resource),
    page: idOf(page),
    thread: idOf(thread),
    post: idOf(post),
    ping: idOf(ping),
    container: (container as unknown as { containers: { id: string }[] }).containers.at(-1)?.id ?? '',
  }
}

async function made(answer: Promise<Answer>): Promise<{ id: string }> {
  const { status, json, text } = await answer
  if (status >= 300) throw new Error(`${status}: ${text.slice(0, 400)}`)
  return json
}

function idOf({ id }: { id: string }): string {
  return id.length === 36 ? shortId(id) : id
}
