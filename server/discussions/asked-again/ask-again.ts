/** A question to which nobody has replied is asked again of people who said that one may ask them about such a thing. */
import { questionAskedAgain } from '#server/discussions/activities.ts'
import { listDueQuestions, saveAsked } from '#server/discussions/asked-again/store.ts'
import { threadChannel } from '#server/discussions/thread.ts'
import { doWork, lookAt, type Platform, type Work } from '#server/platform/work.ts'

/** Asks all questions again that are due, each in a transaction of its own. A second run asks none of them again. */
export async function askAgain(platform: Platform): Promise<void> {
  for (const threadId of await listDueQuestions(await lookAt(platform)))
    await doWork(platform, (work) => askOneAgain(work, threadId))
}

async function askOneAgain(work: Work, threadId: string): Promise<void> {
  const [first] = await saveAsked(work, threadId)
  if (!first) return
  const { communityId, openedBy } = first
  const facts = { threadId, personId: openedBy }
  await work.record(questionAskedAgain, { communityId, by: null, objectId: threadId, facts })
  work.touch(threadChannel(threadId))
}
