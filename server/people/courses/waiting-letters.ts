/** Letters that waited for a mail server, as the outbox lists them: one line and one button a cohort. */
import { z } from 'zod'
import { cohortAddress } from '#server/people/courses/course.ts'
import { seesPrepared } from '#server/people/courses/policy.ts'
import { listWaitingLetters } from '#server/people/courses/waiting-store.ts'
import type { WaitingMails } from '#server/platform/declared.ts'
import { actButton } from '#server/platform/html/form.ts'
import type { Screen } from '#server/platform/screen.ts'

const view = z.object({ address: z.string(), title: z.string(), communityName: z.string(), count: z.number() })

export const waitingLetterMails: WaitingMails = {
  key: 'letters',
  view,
  async list(look, actor) {
    const found = await listWaitingLetters(look)
    return found
      .filter(({ communityId }) => seesPrepared(actor, communityId))
      .map(({ slug, id, name, course, communityName, count }) => ({
        address: cohortAddress(slug, { id, name }),
        title: `${course}: ${name}`,
        communityName,
        count,
      }))
  },
  row({ address, title, communityName, count: n }: z.infer<typeof view>, screen) {
    const { t } = screen
    return {
      href: address,
      title,
      about: `${communityName} · ${t('{n, plural, one {# letter waits} other {# letters wait}}', { n })}`,
      after: sendLettersButton(address, n, screen),
    }
  },
}

/** Sends the letters of a cohort that waited. @param at the cohort's address */
export function sendLettersButton(at: string, n: number, screen: Screen) {
  return actButton(screen, {
    action: `${at}/letter/mailing`,
    label: screen.t('{n, plural, one {Send the letter that waited} other {Send the # letters that waited}}', { n }),
  })
}
