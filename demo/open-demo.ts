/**
 * Opens the demo on an empty site: a community that has been alive for a while. Its past is written as rows, because nobody
 * can act in the past; everything from now on goes through the use cases, as for anybody.
 */
import { createReadStream } from 'node:fs'
import { announcementRows } from '#demo/announcement-rows.ts'
import { charterRows, pageRows } from '#demo/body-rows.ts'
import { communityRows } from '#demo/community-rows.ts'
import { conversationRows } from '#demo/conversation-rows.ts'
import { eventRows } from '#demo/event-rows.ts'
import { feedRows } from '#demo/feed-rows.ts'
import type { Past } from '#demo/past.ts'
import { demoPeople } from '#demo/people.ts'
import { pingRows } from '#demo/ping-rows.ts'
import {
  isEmptySite,
  listPastActivities,
  markPastRead,
  saveDemoBegun,
  saveHeldSince,
  savePast,
  savePastHandOver,
} from '#demo/store.ts'
import { de } from '#demo/texts/de.ts'
import { en } from '#demo/texts/en.ts'
import type { DemoTexts } from '#demo/texts/shape.ts'
import { amongRows, freeThreadRows } from '#demo/thread-rows.ts'
import { toolkitRows } from '#demo/toolkit-rows.ts'
import { notifyOfActivity } from '#server/notices/room.ts'
import type { Received } from '#server/platform/files.ts'
import { idAt } from '#server/platform/ids.ts'
import type { TableRow } from '#server/platform/save-rows.ts'
import { doWork, type Platform, type Work } from '#server/platform/work.ts'
import { countWordsTask } from '#server/search/room.ts'
import { drawPreviewsTask, readFileTextsTask } from '#server/toolkit/room.ts'

/** Fills an empty site with the demo, in English or German; leaves a site that has people as it is and gives false. */
export async function openDemo(
  platform: Platform,
  say: (sentence: string) => void,
  locale: 'en' | 'de' = localeOfMachine(),
): Promise<boolean> {
  return doWork(platform, async (work) => {
    if (!(await isEmptySite(work))) return false
    say('This site is empty, so the demo moves in.')
    const past = await preparePast(work, locale === 'de' ? de : en)
    await savePast(work, rowsOf(past))
    await saveHeldSince(work)
    await savePastHandOver(work, past.communityId, past.idOf('ada'))
    await work.enqueue(drawPreviewsTask, {}, { key: drawPreviewsTask })
    // A typing error is forgiven from the first search on: words are counted as soon as they can be.
    await work.enqueue(countWordsTask, {}, { at: new Date(work.now.getTime() + 20_000) })
    await work.enqueue(readFileTextsTask, {}, { key: readFileTextsTask })
    // Notices of the past are written by the rules of the notices room, as those of later activities are.
    for (const id of await listPastActivities(work, past.communityId)) await notifyOfActivity(work, id)
    await markPastRead(work)
    await saveDemoBegun(work, locale)
    return true
  })
}

async function preparePast(work: Work, texts: DemoTexts): Promise<Past> {
  const newId = () => idAt(work.now)
  const ids = new Map(demoPeople.map(({ key }) => [key, newId()]))
  const talkTopics = new Map(texts.conversation.topics.map(({ key }) => [key, newId()]))
  const communityId = newId()
  return {
    texts,
    communityId,
    cohortIds: texts.community.cohorts.map(newId),
    circleId: newId(),
    files: await receiveFiles(work, texts),
    idOf: (key) => ids.get(key) as string,
    talkTopicOf: (key) => talkTopics.get(key) as string,
    newId,
    ago: (hours) => new Date(work.now.getTime() - hours * 3_600_000),
  }
}

async function receiveFiles(
  { platform }: Work,
  { locale, resources, community }: DemoTexts,
): Promise<Map<string, Received>> {
  const ofResources = resources.flatMap(({ file, captions, picture }) => [file, captions, picture])
  const names = [community.course.picture, ...ofResources].filter((name) => name !== undefined)
  const files = new Map<string, Received>()
  for (const name of names) {
    const source = createReadStream(new URL(`files/${locale}/${name}`, import.meta.url))
    const received = await platform.files.receive(source, name, platform.config.uploadMax)
    if (received === 'empty' || received === 'too_large') throw new Error(`The demo’s file ${name} is ${received}.`)
    files.set(name, received)
  }
  return files
}

async function* rowsOf(past: Past): AsyncIterable<TableRow> {
  yield* communityRows(past)
  yield* feedRows(past)
  yield* charterRows(past)
  yield* toolkitRows(past)
  yield* pageRows(past)
  yield* conversationRows(past)
  for (const talk of past.texts.threads) yield* freeThreadRows(past, talk)
  yield* amongRows(past)
  // Before the Pings, whose mails lie on top of the outbox.
  yield* eventRows(past)
  yield* announcementRows(past)
  yield* pingRows(past)
}

/** German where the machine speaks German, else English. */
function localeOfMachine(): 'en' | 'de' {
  return /^de(_|-|\.|$)/.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? 'de' : 'en'
}
