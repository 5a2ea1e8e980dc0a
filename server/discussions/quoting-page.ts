/** Where posts of a discussion are chosen, for what is to be made of them. */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import type { QuotableThread } from '#server/discussions/quotable-views.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { pageTitle } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/discussions/:thread/quoting/:into` */
export function quotingPage(
  { community, thread, posts, into }: QuotableThread & { community: CommunityHead; into: string },
  screen: Screen,
): Html {
  const { t, declared } = screen
  const begun = declared.kinds.get(into)?.begunWithPosts
  const title = begun?.label(t) ?? thread.title
  return communityPage(screen, community, {
    tab: 'discussions',
    title,
    main: html`${pageTitle({
      kicker: html`<a href="${thread.address}">${thread.title}</a>`,
      title,
      lead: t('Choose what goes into it. Each is quoted, with its writer’s name and the way back to it.'),
    })}
<form class="form" method="get" action="${begun?.address(community.slug) ?? thread.address}"><input type="hidden" name="thread" value="${shortId(thread.id)}"><fieldset class="field"><legend>${t('Posts')}</legend><div class="choices cards">${posts.map(
      ({ id, author, words }) =>
        html`<label class="choice"><input type="checkbox" name="post" value="${shortId(id)}" checked><span>${author ?? t('Former member')}<small dir="auto">${excerpt(words, 200)}</small></span></label>`,
    )}</div></fieldset><div class="acts"><button class="primary">${t('Go on')}</button><a class="quiet" href="${thread.address}">${t('Cancel')}</a></div></form>`,
  })
}
