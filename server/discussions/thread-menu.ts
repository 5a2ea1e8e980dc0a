/** The menu of a thread as a whole: follow or mute it, mark it, rename it, lock it, put it in order. */
import type { ThreadView } from '#server/discussions/views.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { menu } from '#server/platform/html/menu.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The menu at a thread's head; its button says whether the reader follows it. `back` is its page, if not the thread's own. */
export function threadMenu(thread: ThreadView, screen: Screen, back: string | null): Html | null {
  if (!personIdOf(screen.actor)) return null
  const { t } = screen
  const { following } = thread
  const act = (path: string, label: string, fields: Record<string, string> = {}) =>
    actButton(screen, {
      action: `${thread.address}/${path}`,
      label,
      look: 'item',
      fields: { ...fields, ...(back ? { back } : {}) },
    })
  const words = following === 'following' ? t('Following') : following === 'muted' ? t('Muted') : t('Not following')
  const items: Piece[] = [
    following === 'following'
      ? act('following', t('Stop following'), { state: 'none' })
      : act('following', t('Follow: notify me of new posts'), { state: 'following' }),
    following === 'muted'
      ? act('following', t('Unmute'), { state: 'none' })
      : act('following', t('Mute: no notices from here'), { state: 'muted' }),
    thread.isUnread
      ? act('reading', t('Mark as read'), { show: 'page' })
      : act('reading', t('Mark as unread'), { show: 'page', state: 'unread' }),
    html`<a class="item" href="/c/${thread.community.slug}/search?entry=${shortId(thread.about?.id ?? thread.id)}">${t('Search in this discussion')}</a>`,
    back && html`<a class="item" href="${thread.address}">${t('On its own page')}</a>`,
    ...ofItsPosts(thread, screen),
    thread.can.rename && html`<a class="item" href="${thread.address}/title">${t('Change the title')}</a>`,
    thread.can.file && html`<a class="item" href="${thread.address}/topics">${t('Choose topics')}</a>`,
    thread.can.moderate &&
      html`<a class="item" href="${thread.address}/lock${back ? `?back=${encodeURIComponent(back)}` : ''}">${
        thread.isLocked ? t('Change why it is locked') : t('Lock: no new posts')
      }</a>`,
    thread.can.moderate && thread.isLocked && act('unlock', t('Unlock')),
    thread.can.moderate && html`<a class="item" href="${thread.address}/order">${t('Merge, split or move')}</a>`,
  ]
  return menu({ label: words, items: items.filter(Boolean), kind: 'end' })
}

/** Links that begin another entry with its posts. */
function ofItsPosts({ address, can }: ThreadView, { declared, t }: Screen): Piece[] {
  if (!can.post) return []
  return [...declared.kinds.values()].map(
    ({ kind, begunWithPosts }) =>
      begunWithPosts && html`<a class="item" href="${address}/quoting/${kind}">${begunWithPosts.label(t)}</a>`,
  )
}
