/** Screens of the plan. */
import { type Guide, inCommunity, inDraft, type Screen } from '#tests/screens/screen.ts'

/** The page that moves the first thing in the plan that may be moved. */
async function firstMovable({ json, community }: Guide): Promise<string> {
  const { items } = await json<{ items: { part: string; id: string; canMove: boolean }[] }>(
    `${community}/plan?show=list`,
  )
  const found = items.find(({ canMove }) => canMove)
  return `${community}/plan/${found?.part}/${found?.id}`
}

export const screens: readonly Screen[] = [
  { name: 'plan', who: 'ada', at: inCommunity('/plan') },
  { name: 'plan-day', who: 'ada', at: inCommunity('/plan?day=2031-01-07') },
  { name: 'plan-list', who: 'ada', at: inCommunity('/plan?show=list') },
  { name: 'plan-empty', who: 'ada', at: inDraft('/plan') },
  { name: 'plan-move', who: 'ada', at: firstMovable },
]
