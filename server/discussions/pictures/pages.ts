/** A picture for a text, in a browser without script: a page of its own takes it and gives the line to put into the text. */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { textWithPicturePage, wayOn } from '#server/discussions/pictures/going-on.ts'
import { picturesAddress } from '#server/discussions/pictures/picture.ts'
import { fileField, textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html, link } from '#server/platform/html/html.ts'
import { barePage } from '#server/platform/html/layout.ts'
import { pageTitle } from '#server/platform/html/parts.ts'
import { largestPicture, pictureTypes } from '#server/platform/pictures/picture.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/discussions/pictures` */
export function newPicturePage({ community }: { community: CommunityHead }, screen: Screen): Html {
  const { t } = screen
  const typed = screen.returned?.typed
  if (typeof typed?.to === 'string' && wayOn.test(typed.to)) {
    return textWithPicturePage({ community: community.slug, to: typed.to, typed, line: null }, screen)
  }
  const title = t('A picture for your text')
  return communityPage(screen, community, {
    tab: 'discussions',
    title,
    main: html`${pageTitle({ title, lead: t('You get a line for your text, which shows the picture where you put it.') })}
${form(screen, { action: picturesAddress(community.slug), submit: t('Add the picture'), files: true }, [
  fileField({
    name: 'picture',
    label: t('Picture'),
    hint: t('JPEG, PNG, WebP, AVIF or GIF. What your camera wrote beside it is taken out.'),
    accept: pictureTypes,
    maxBytes: largestPicture,
    required: true,
  }),
  textField({ name: 'shows', label: t('What the picture shows'), hint: t('For those who can’t see it.'), max: 300 }),
])}`,
  })
}

/** The line that shows the picture that was sent. */
export function pictureLinePage({ address, markdown }: { address: string; markdown: string }, screen: Screen): Html {
  const { t } = screen
  return barePage(screen, {
    title: t('Your picture is uploaded'),
    main: html`<h1>${t('Your picture is uploaded')}</h1><p class="lead">${t('Copy this line into your text, then close this page.')}</p>
<div class="field"><textarea readonly rows="2" aria-label="${t('The line for your text')}">
${markdown}</textarea></div><p><img src="${link(address)}" alt=""></p>`,
  })
}
