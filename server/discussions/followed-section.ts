/** The discussions one follows, on the first page. */
import { z } from 'zod'
import { foldedRow } from '#server/discussions/folded-row.ts'
import { followedThreads, followedThreadView } from '#server/discussions/reads-followed.ts'
import type { FirstPageSection } from '#server/platform/declared.ts'
import { face } from '#server/platform/html/face.ts'
import { html } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'

/** How many the page lists. */
const mostListed = 5

/** The last post first. */
const view = z.array(followedThreadView)

export const followedSection: FirstPageSection = {
  key: 'followed',
  view,
  read: async (look, actor) => (actor.kind === 'person' ? followedThreads(look, actor, mostListed) : []),
  show(threads: z.infer<typeof view>, screen) {
    const { t } = screen
    if (threads.length === 0) return null
    const followed = threads.map((thread) => {
      const { address, title, communityName, lastPostAt, lastBy, isFresh } = thread
      const row = {
        before: face(lastBy ?? { name: t('Former member'), photo: null }),
        href: address,
        title,
        about: html`${communityName}${lastBy ? html` · ${t('last by {name}', { name: lastBy.name })}` : null}`,
        after: timeTag(lastPostAt, screen),
        fresh: isFresh,
      }
      return foldedRow(row, thread, screen)
    })
    return section({
      id: 'followed',
      title: t('Discussions you follow'),
      inside: html`<ul class="rows">${followed}</ul>`,
    })
  },
}
