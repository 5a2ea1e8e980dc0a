/**
 * A file of a feed from which too many people are missing waits until somebody who runs the site says whether it goes on.
 */
import { feedFileDropped, feedWentOn } from '#server/people/activities.ts'
import { feedAddress, nothingHeld } from '#server/people/feeds/feed.ts'
import { runFile } from '#server/people/feeds/run-feed.ts'
import { type FeedRow, lockFeed } from '#server/people/feeds/store.ts'
import { importChannel } from '#server/people/imports/import-channel.ts'
import { mayImport } from '#server/people/imports/policy.ts'
import { changeImport, type ImportRow, listUnfinished, lockImport, saveStarter } from '#server/people/imports/store.ts'
import { goOn } from '#server/people/imports/take-steps.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

interface OneFeed {
  readonly feed: string
}

const wasDropped = { says: 'Somebody who runs the site dropped this file, so nobody was changed.' }

/** The feed, and its file that waits. @refuses not_found · nothing_held */
async function findHeld(work: Work, actor: Actor, asked: OneFeed): Promise<{ feed: FeedRow; file: ImportRow }> {
  if (!mayImport(actor, null)) refuse(notFound)
  const feed = (await lockFeed(work, asked.feed)) ?? refuse(notFound)
  const held = (await listUnfinished(work, feed.id)).find(({ state }) => state === 'held')
  const file = held && (await lockImport(work, held.id))
  return { feed, file: file ?? refuse(nothingHeld) }
}

/**
 * Lets it go on, in the name of this actor.
 * @refuses not_found · nothing_held
 */
export async function letGoOn(work: Work, actor: Actor, asked: OneFeed): Promise<{ address: string }> {
  const { feed, file } = await findHeld(work, actor, asked)
  await saveStarter(work, file.id, personIdOf(actor))
  await work.record(feedWentOn, { communityId: null, by: actor, objectId: feed.id, facts: { gone: file.gone } })
  await runFile(work, { ...file, feedId: feed.id })
  work.touch(importChannel(file.id))
  await goOn(work, file.id)
  return { address: feedAddress(feed) }
}

/**
 * Drops it: nobody is changed. The next file runs as ever.
 * @refuses not_found · nothing_held
 */
export async function dropHeld(work: Work, actor: Actor, asked: OneFeed): Promise<{ address: string }> {
  const { feed, file } = await findHeld(work, actor, asked)
  await changeImport(work, file.id, { state: 'stopped', problem: wasDropped, source: null })
  await work.record(feedFileDropped, { communityId: null, by: actor, objectId: feed.id, facts: { gone: file.gone } })
  return { address: feedAddress(feed) }
}
