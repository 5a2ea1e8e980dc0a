/**
 * A site where moderators put discussions in order, and what tests of that do and look at.
 */
import assert from 'node:assert/strict'
import { beforeEach } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { shortId } from '#server/platform/ids.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { type Client, openSite } from '#tests/support/site.ts'

/** A discussion that somebody began. */
export interface Begun {
  readonly id: string
  readonly address: string
  readonly posts: readonly { readonly id: string }[]
}

/** Does a page show this? Says only what is missing, not the page. */
export function shows(page: { text: string }, what: RegExp): void {
  assert.ok(what.test(page.text), `the page does not show ${what}`)
}

/** With which status and code something was refused. */
export const refusedAs = (answer: { status: number; json: { code?: string } }) => [answer.status, answer.json.code]

/** Says something in a discussion, or in answer to a post. @returns the post's id */
export async function say(who: Client, address: string, source: string, to?: string): Promise<string> {
  const said = await who.send(to ? `${address}/posts/${to}/replies` : `${address}/posts`, { source })
  assert.equal(said.status, 201, said.text)
  return said.json.id
}

/** Opens the site of the file. */
export async function openOrdering() {
  const site = await openSite()
  const { slug } = site.cast.community
  const root = `/c/${slug}/discussions`
  const audit = `/c/${slug}/settings/audit`
  const [ada, ben, cleo, eve] = [site.as('ada'), site.as('ben'), site.as('cleo'), site.as('eve')]
  beforeEach(() => forgetCounts())

  async function begin(who: Client, title: string, more: object = {}): Promise<Begun> {
    const begun = await who.send(root, { kind: 'talk', title, source: `About ${title}.`, ...more })
    assert.equal(begun.status, 201, begun.text)
    return begun.json
  }

  /** Somebody's inbox, once everybody has been told. */
  async function inboxOf(who: Client) {
    await runJobs(site, 'notify-of-activity')
    return who.get('/inbox')
  }

  /** Takes the latest act of a kind back from its line in the audit. */
  async function takeBack(verb: string) {
    const [line] = (await ada.json(`${audit}?kind=${verb}`)).json.items
    assert.equal(line.canTakeBack, true)
    return ada.send(`${audit}/${shortId(line.id)}/taking-back`, { which: 'all' })
  }

  const query = async (text: string, values: unknown[] = []) =>
    (await site.database.db.writePool.query(text, values)).rows

  /** Undoes an act from the discussion its posts are in. */
  const undo = (address: string, act: string, who: Client = ada) => who.send(`${address}/order/${act}/undoing`)

  /** Lets Ada moderate the other community, where Ben becomes a member. @returns that community */
  async function moderateElsewhere() {
    const { elsewhere, people } = site.cast
    await query(
      `with m as (insert into membership (community_id, person_id) select $1, unnest($2::uuid[]) returning community_id, person_id)
       insert into membership_source (community_id, person_id, source) select community_id, person_id, 'manual' from m`,
      [elsewhere.id, [people.ada.id, people.ben.id]],
    )
    await query(`insert into membership_role (community_id, person_id, role) values ($1, $2, 'moderator')`, [
      elsewhere.id,
      people.ada.id,
    ])
    return elsewhere
  }

  return { site, slug, root, audit, ada, ben, cleo, eve, begin, inboxOf, takeBack, query, undo, moderateElsewhere }
}
