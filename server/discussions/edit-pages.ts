/** The pages where a post or a title is changed, and where moderators read what a post said before. */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import type {
  PostHistoryView,
  PostSourceView,
  PostToHighlight,
  PostToRemove,
  ThreadToLock,
} from '#server/discussions/edit-views.ts'
import { backIn } from '#server/discussions/post-buttons.ts'
import { longestPost } from '#server/discussions/thread.ts'
import { composer } from '#server/platform/html/composer.ts'
import { textField } from '#server/platform/html/field.ts'
import { form, hidden } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { barePage } from '#server/platform/html/layout.ts'
import { emptyState, pageTitle, prose } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Where an author changes their post. */
export function editPostPage({ community, post }: PostSourceView, screen: Screen): Html {
  const { t } = screen
  return communityPage(screen, community, {
    tab: 'discussions',
    title: t('Edit your post'),
    main: html`${pageTitle({
      kicker: html`<a href="${post.address}">${post.thread.title}</a>`,
      title: t('Edit your post'),
      lead: post.isWaiting
        ? t('This change waits for a moderator; until then your post says what it said before.')
        : t('Your post will say that it was edited.'),
    })}
${form(
  screen,
  {
    action: `${post.thread.address}/posts/${shortId(post.id)}`,
    submit: t('Save'),
    cancel: post.address,
  },
  [
    composer({
      label: t('Your post'),
      value: post.source,
      required: true,
      rows: 10,
      max: longestPost,
      community: { id: community.id, slug: community.slug },
      draft: `post/${post.id}`,
      bringsPicture: true,
    }),
  ],
)}`,
  })
}

/** Where a moderator gives a reason for removing somebody else's post. */
export function removePostPage({ community, post }: PostToRemove, screen: Screen): Html {
  const { t } = screen
  const back = backIn(screen)
  const title = t('Remove this post')
  return communityPage(screen, community, {
    tab: 'discussions',
    title,
    main: html`${pageTitle({
      kicker: html`<a href="${post.address}">${post.thread.title}</a>`,
      title,
      lead: t('Its author and moderators see that you removed it, and why. You can undo it.'),
    })}
<blockquote class="to-remove"><p><b>${post.author ?? t('Former member')}</b></p><p>${post.words}</p></blockquote>
${form(
  screen,
  {
    action: `${post.thread.address}/posts/${shortId(post.id)}/removal`,
    submit: t('Remove'),
    danger: true,
    cancel: back ?? post.address,
  },
  [
    back && hidden('back', back),
    textField({
      name: 'why',
      label: t('Why?'),
      hint: t('One sentence its author can learn from'),
      required: true,
      max: 300,
    }),
  ],
)}`,
  })
}

/** Where a moderator says why a post is highlighted. */
export function highlightPostPage({ community, post }: PostToHighlight, screen: Screen): Html {
  const { t } = screen
  const back = backIn(screen)
  const title = post.why ? t('Change why it is highlighted') : t('Highlight this post')
  return communityPage(screen, community, {
    tab: 'discussions',
    title,
    main: html`${pageTitle({
      kicker: html`<a href="${post.address}">${post.thread.title}</a>`,
      title,
      lead: t('Your name and your reason stand at the post, and in the list of discussions.'),
    })}
<blockquote class="to-remove"><p><b>${post.author ?? t('Former member')}</b></p><p>${post.words}</p></blockquote>
${form(
  screen,
  {
    action: `${post.thread.address}/posts/${shortId(post.id)}/highlight`,
    submit: post.why ? t('Save') : t('Highlight'),
    cancel: back ?? post.address,
  },
  [
    back && hidden('back', back),
    textField({
      name: 'why',
      label: t('Because …'),
      hint: t('What others can take from it, in a sentence'),
      value: post.why,
      required: true,
      autofocus: true,
      max: 300,
    }),
  ],
)}`,
  })
}

/** Where the title of a thread is changed. */
export function threadTitlePage(
  { community, thread }: { community: CommunityHead; thread: { title: string; address: string } },
  screen: Screen,
): Html {
  const { t } = screen
  return communityPage(screen, community, {
    tab: 'discussions',
    title: t('Change the title'),
    main: html`${pageTitle({ title: t('Change the title') })}
${form(screen, { action: `${thread.address}/title`, submit: t('Save'), cancel: thread.address }, [
  textField({ name: 'title', label: t('Title'), value: thread.title, required: true, max: 200, voice: 'title' }),
])}`,
  })
}

/** Where a moderator says why a thread is locked, or changes that. */
export function lockThreadPage({ community, thread, isLocked, why }: ThreadToLock, screen: Screen): Html {
  const { t } = screen
  const back = backIn(screen)
  const title = isLocked ? t('Change why it is locked') : t('Lock this discussion')
  return communityPage(screen, community, {
    tab: 'discussions',
    title,
    main: html`${pageTitle({
      kicker: html`<a href="${thread.address}">${thread.title}</a>`,
      title,
      lead: t('Everybody goes on reading it, and nobody adds to it. All of them see your name and your reason.'),
    })}
${form(
  screen,
  {
    action: `${thread.address}/lock`,
    submit: isLocked ? t('Save') : t('Lock'),
    cancel: back ?? thread.address,
  },
  [
    back && hidden('back', back),
    textField({
      name: 'why',
      label: t('Why?'),
      hint: t('For example: “The question is answered; open a new one for the next step.”'),
      value: why,
      required: true,
      autofocus: true,
      max: 300,
    }),
  ],
)}`,
  })
}

/** What a post said before. */
export function postHistoryPage({ community, post }: PostHistoryView, screen: Screen): Html {
  const { t } = screen
  return communityPage(screen, community, {
    tab: 'discussions',
    title: t('Earlier versions of this post'),
    main: html`${pageTitle({
      kicker: html`<a href="${post.address}">${post.thread.title}</a>`,
      title: t('Earlier versions of this post'),
      lead: t('Only moderators see this.'),
    })}
${
  post.versions.length
    ? html`<ol class="versions">${post.versions.map(
        (one) =>
          html`<li><p class="soft">${sentence(t('Until {when}', holes('when')), { when: timeTag(one.until, screen, 'moment') })}</p>${prose(one.html)}</li>`,
      )}</ol>`
    : emptyState({ title: t('It was never edited.') })
}`,
  })
}

/** How a text will look, for a browser without script. */
export function previewPage({ html: rendered }: { html: string }, screen: Screen): Html {
  const { t } = screen
  return barePage(screen, {
    title: t('Preview'),
    kicker: t('Preview. Nothing was sent: close this tab to go on writing.'),
    main: prose(rendered),
  })
}
