/**
 * `/c/:community/discussions/waiting`: edits that wait, each with what the post says now.
 */
import { communityPage, type Hold } from '#server/communities/room.ts'
import type { WaitingEdits } from '#server/discussions/holding/views.ts'
import { discussionsAddress } from '#server/discussions/thread.ts'
import { face } from '#server/platform/html/face.ts'
import { textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { emptyState, fold, pageTitle, prose } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

type WaitingEdit = WaitingEdits['edits'][number]

/** The page. */
export function waitingEditsPage({ community, edits }: WaitingEdits, screen: Screen): Html {
  const { t } = screen
  return communityPage(screen, community, {
    tab: 'discussions',
    title: t('Changes that wait'),
    main: html`${pageTitle({
      title: t('Changes that wait'),
      lead: t('The posts say what they said before until you decide. Their authors are told.'),
    })}
${
  edits.length === 0
    ? emptyState({
        title: t('No change waits'),
        says: t('A change stands here when a rule of this community holds it back.'),
      })
    : html`<ul class="rows requests">${edits.map((one) => html`<li class="request">${editItem(one, community.slug, screen)}</li>`)}</ul>`
}`,
  })
}

function editItem(one: WaitingEdit, slug: string, screen: Screen): Html {
  const { t } = screen
  const name = one.author?.name ?? t('Former member')
  const root = `${discussionsAddress(slug)}/${shortId(one.thread.id)}/posts/${shortId(one.postId)}/change`
  return html`<p><a href="${one.address}"><b dir="auto">${one.thread.title}</b></a></p>
<div class="person">${face({ name, photo: one.author?.photo ?? null }, 'medium')}<b>${name}</b><span>${timeTag(one.heldAt, screen)}</span></div>
<p class="soft">${whyWords(one, t)}</p>
<blockquote dir="auto" lang="${one.language}">${prose(one.after)}</blockquote>
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

/** Why it waits, as those who moderate read it. */
function whyWords(
  { because, word }: { readonly because: Hold['because']; readonly word: string | null },
  t: Translate,
): string {
  return {
    first: t('One of the first posts of a new member.'),
    word: t('The word: {word}', { word: word ?? '' }),
    links: t('More links than new members may post in a day.'),
  }[because]
}
