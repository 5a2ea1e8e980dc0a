/**
 * The Pings a member has written and not sent, as rows that lead to sending them.
 */
import type { DraftItem } from '#server/pings/list-views.ts'
import type { Html } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { kindIcon } from '#server/platform/html/placeholder-cover.ts'
import { timeTag, timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** One row for each. */
export function draftRows(drafts: readonly DraftItem[], screen: Screen): Html {
  const { t } = screen
  return listRows(
    drafts.map(({ address, question, createdAt, sendsAt, voice }) => ({
      before: kindIcon('ping'),
      href: address,
      title: question,
      about: sendsAt ? t('Goes out by itself {time}', { time: timeText(sendsAt, screen, 'zoned') }) : whoSees(voice, t),
      after: timeTag(createdAt, screen),
    })),
  )
}

/** The other reader of a draft: the person whose name was asked for, and their answer. */
function whoSees(voice: DraftItem['voice'], t: Screen['t']): string {
  const name = voice?.name ?? ''
  switch (voice?.consent) {
    case 'asked':
      return t('{name} was asked and can read it; nobody else does before you send it', { name })
    case 'given':
      return t('{name} has allowed it; it goes out when you send it', { name })
    case 'refused':
      return t('{name} has read it and said no', { name })
    default:
      return t('Only you see it until you send it')
  }
}
