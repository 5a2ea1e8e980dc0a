/** An edit that waits, in the queue of those who moderate: what the post is to say, and what it says now. */
import { heldBecause } from '#server/discussions/holding/holding.ts'
import type { WaitingEdit } from '#server/discussions/holding/views.ts'
import { discussionsAddress } from '#server/discussions/thread.ts'
import { face } from '#server/platform/html/face.ts'
import { textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { badge, fold, notice, prose } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The item. */
export function waitingEditItem(one: WaitingEdit, slug: string, screen: Screen): Html {
  const { t } = screen
  const name = one.author?.name ?? t('Former member')
  const root = `${discussionsAddress(slug)}/${shortId(one.thread.id)}/posts/${shortId(one.postId)}/change`
  const title = one.isForOthers
    ? html`<b dir="auto">${one.thread.title}</b>`
    : html`<a href="${one.address}"><b dir="auto">${one.thread.title}</b></a>`
  return html`<p>${title} <span class="soft">${t('Change of a post')}</span> ${badge(t('held'), 'warn')}</p>
${one.isForOthers ? notice(t('This was written for other people than you. You see this post and no more.')) : null}
<p class="soft">${heldBecause(one, t)} · ${t('The post says what it said before until you decide.')}</p>
<div class="person">${face({ name, photo: one.author?.photo ?? null }, 'medium')}<b>${name}</b><span>${timeTag(one.heldAt, screen)}</span></div>
<div dir="auto" lang="${one.language}">${prose(one.after)}</div>
${fold(t('What it says now'), prose(one.before))}
<div class="acts">${actButton(screen, {
    action: `${root}/showing`,
    label: t('Show the change'),
    longLabel: t('Show the change by {name}', { name }),
  })}</div>
${fold(
  t('Leave it as it was, and say why'),
  form(screen, { action: `${root}/removal`, submit: t('Leave it as it was'), shape: 'bare' }, [
    textField({ name: 'why', label: t('Why'), hint: t('Its author reads this.'), max: 300 }),
  ]),
)}`
}
