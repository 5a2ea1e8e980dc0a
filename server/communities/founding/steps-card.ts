/**
 * The steps of a draft as its leader sees them: what to do, an example, and the way there. What is done is only ticked.
 */
import type { StepKey, StepsView } from '#server/communities/founding/steps.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

interface Words {
  readonly title: string
  readonly says: string
  readonly example: string
  readonly act: Piece
}

/** The card at the head of a draft's page. */
export function stepsCard(view: StepsView, screen: Screen): Html {
  const { t } = screen
  return section({
    id: 'steps',
    title: t('Five steps to the opening'),
    inside: html`<p class="lead-in">${t('This is a draft: only those who prepare it see it, and it sends nothing to anybody until you open it.')}</p>
<ol class="steps">${view.steps.map(({ key, isDone }) => {
      const { title, says, example, act } = wordsOf(key, view, screen)
      if (isDone) return html`<li class="done"><h3>${title} <span class="unseen">${t('done')}</span></h3></li>`
      const later =
        key === 'open'
          ? null
          : actButton(screen, {
              action: `/c/${view.slug}/steps/${key}`,
              label: t('Not now'),
              longLabel: t('Not now: {step}', { step: title }),
              look: 'quiet',
            })
      return html`<li><h3>${title}</h3><p>${says}</p><p class="example">${example}</p><div class="acts">${act}${later}</div></li>`
    })}</ol>`,
  })
}

function wordsOf(key: StepKey, view: StepsView, screen: Screen): Words {
  const { t } = screen
  const root = `/c/${view.slug}`
  switch (key) {
    case 'resource':
      return {
        title: t('Something useful'),
        says: t('Put one thing into the Toolkit that people can use on Monday. One is enough.'),
        example: t('For example: the one-page agenda you use for one-on-ones.'),
        act: html`<a class="button" href="${root}/toolkit/new">${t('Add a resource')}</a>`,
      }
    case 'leaders':
      return {
        title: t('Who leads'),
        says: t('People come for people. Show who stands for this community, with a sentence of their own.'),
        example: t('For example: you, with “I read every thread here. Disagree with me.”'),
        act: html`${actButton(screen, { action: `${root}/settings/people/me`, label: t('Put me in front') })}<a class="button" href="${root}/settings/people">${t('Choose people')}</a>`,
      }
    case 'people':
      return {
        title: t('People'),
        says: t('Paste addresses from anywhere: a mail, a list, a table. Nobody is written to before you open.'),
        example: t('For example: Ben Reyes <ben@example.org>, cleo@example.org'),
        act: html`<a class="button" href="${root}/members/add">${t('Add people')}</a>`,
      }
    case 'ping':
      return {
        title: t('A first Ping'),
        says: t(
          'Prepare one question with a few answers. People answer from the mail with one click, and see the result move.',
        ),
        example: t('For example: “What holds you back most from giving feedback?”'),
        act: html`<a class="button" href="${root}/pings/new">${t('Write a Ping')}</a>`,
      }
    case 'open':
      return {
        title: t('Open'),
        says: t('The page opens to its members, and each of them gets one mail from you with the way in.'),
        example: t('You can go on changing everything afterwards.'),
        act: actButton(screen, {
          action: `${root}/opening`,
          label: view.toInvite > 0 ? t('Open and invite {n, number}', { n: view.toInvite }) : t('Open'),
          look: 'primary',
        }),
      }
  }
}
