/**
 * What blocking means, and the list of those one blocked.
 */
import { accountPage } from '#server/identity/account-pages.ts'
import { blockingAddress } from '#server/identity/blocks/block.ts'
import { unblockButton } from '#server/identity/blocks/unblock-button.ts'
import type { BlockedPeople } from '#server/identity/blocks/views.ts'
import type { PersonView } from '#server/identity/views.ts'
import { face } from '#server/platform/html/face.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { listRows } from '#server/platform/html/list.ts'
import { emptyState, pageTitle } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/people/:person/blocking`. */
export function blockingPage(view: PersonView, screen: Screen): Html {
  const { t } = screen
  const { id, name } = view
  const title = view.isBlocked ? t('You blocked {name}', { name }) : t('Block {name}?', { name })
  return sitePage(screen, {
    title,
    main: html`${pageTitle({ title, kicker: html`<a href="/people/${id}">${name}</a>` })}
<div class="prose small"><ul>
<li>${t('Mentions, answers and messages of {name} bring you no notice and no mail.', { name })}</li>
<li>${t('What {name} writes is folded for you; you can unfold each post.', { name })}</li>
<li>${t('{name} is not told, and can find nothing out: everything looks to them as before.', { name })}</li>
<li>${t('Pings, announcements and what moderators do reach you all the same.')}</li>
</ul></div>
<div class="acts">${
      view.isBlocked
        ? unblockButton(screen, view)
        : actButton(screen, { action: blockingAddress(id), label: t('Block {name}', { name }), look: 'primary' })
    }<a class="quiet" href="/people/${id}">${view.isBlocked ? t('Back') : t('Cancel')}</a></div>`,
  })
}

/** `/account/blocked`. */
export function blockedPage({ people }: BlockedPeople, screen: Screen): Html {
  const { t } = screen
  return accountPage(
    screen,
    'blocked',
    t('Blocked people'),
    people.length === 0
      ? emptyState({
          title: t('You have blocked nobody'),
          says: t(
            'Open somebody’s profile, or the menu of a post, to block them: their mentions and messages then reach you no more. They are not told.',
          ),
        })
      : html`<p class="lead-in">${t('Their mentions, answers and messages reach you no more, and their posts are folded. They are not told.')}</p>
${listRows(
  people.map((one) => ({
    href: `/people/${one.id}`,
    before: face(one),
    title: one.name,
    about: t('since {day}', { day: timeText(one.since, screen, 'day') }),
    after: unblockButton(screen, one),
  })),
)}`,
  )
}
