/**
 * The steps of a draft as its leader sees them: what to do, an example, and the way there. What is done is only ticked.
 */
import type { StepKey } from '#server/communities/founding/steps.ts'
import type { StepsView } from '#server/communities/founding/views.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'
import { mailSetupPart } from '#server/site/room.ts'

interface Words {
  readonly says: Piece
  readonly example?: string
  readonly act?: Piece
}

/** What a step is called. */
export function stepTitle(key: StepKey, { t }: Screen): string {
  switch (key) {
    case 'resource':
      return t('Something useful')
    case 'leaders':
      return t('Who leads')
    case 'people':
      return t('People')
    case 'ping':
      return t('A first Ping')
    case 'mail':
      return t('Mail')
    case 'open':
      return t('Open')
  }
}

/** The card at the head of a draft's page. */
export function stepsCard(view: StepsView, screen: Screen): Html {
  const { t } = screen
  return section({
    id: 'steps',
    title: view.steps.length === 5 ? t('Five steps to the opening') : t('Six steps to the opening'),
    more: t('{done, number} of {all, number} steps done', {
      done: view.steps.filter((one) => one.isDone).length,
      all: view.steps.length,
    }),
    inside: html`<p class="lead-in">${t('This is a draft. Only its leaders see it, and it sends no mail until you open it.')}</p>
<ol class="steps">${view.steps.map(({ key, isDone }) => {
      const title = stepTitle(key, screen)
      const { says, example, act } = wordsOf(key, view, screen)
      if (isDone)
        return html`<li class="done" id="step-${key}"><h3>${title} <span class="unseen">${t('done')}</span></h3></li>`
      const later =
        key === 'open'
          ? null
          : actButton(screen, {
              action: `/c/${view.slug}/steps/${key}`,
              label: t('Skip'),
              longLabel: t('Skip: {step}', { step: title }),
              look: 'quiet',
            })
      return html`<li id="step-${key}"><h3>${title}</h3>${says}${example ? html`<p class="example">${example}</p>` : null}<div class="acts">${act}${later}</div></li>`
    })}</ol>`,
  })
}

function wordsOf(key: StepKey, view: StepsView, screen: Screen): Words {
  const { t } = screen
  const root = `/c/${view.slug}`
  switch (key) {
    case 'resource':
      return {
        says: html`<p>${t('Add one thing to the Toolkit that people can use on Monday. One is enough.')}</p>`,
        example: t('For example: the one-page agenda you use for one-on-ones.'),
        act: html`<a class="button" href="${root}/toolkit/new">${t('Add a resource')}</a>`,
      }
    case 'leaders':
      return {
        says: html`<p>${t('People come for people. Show who leads this community, with a sentence in their own words.')}</p>`,
        example: t('For example: you, with “I read every thread here. Disagree with me.”'),
        act: html`${actButton(screen, { action: `${root}/settings/people/me`, label: t('Feature me') })}<a class="button" href="${root}/settings/people">${t('Choose people')}</a>`,
      }
    case 'people':
      return {
        says: html`<p>${t('Paste addresses from anywhere: a mail, a list, a table. No mail goes out before you open.')}</p>`,
        example: t('For example: Ben Reyes <ben@example.org>, cleo@example.org'),
        act: html`<a class="button" href="${root}/members/add">${t('Add people')}</a><a class="quiet" href="${root}/settings/welcome">${t('What they read first')}</a>`,
      }
    case 'ping':
      return {
        says: html`<p>${t(
          'Prepare one question with a few answers. People answer from the mail with one click, and see the result move.',
        )}</p>`,
        example: t('For example: “What holds you back most from giving feedback?”'),
        act: html`<a class="button" href="${root}/pings/new">${t('Write a Ping')}</a>`,
      }
    case 'mail':
      return { says: mailSetupPart(view.mail, screen, `${root}/mail-test`) }
    case 'open':
      return {
        says: html`<p>${openingWords(view, screen)}</p>`,
        example: t('You can go on changing everything afterwards.'),
        act: actButton(screen, { action: `${root}/opening`, label: openingLabel(view, screen), look: 'primary' }),
      }
  }
}

function openingWords({ mail }: StepsView, { t }: Screen): string {
  switch (mail.way) {
    case 'leaves':
      return t('The page opens to its members, and each of them gets one mail from you with the way in.')
    case 'waits':
      return t(
        'The page opens to its members. Nobody is mailed: no mail can leave this site yet, so the invitations wait, and you can send them once there is a mail server.',
      )
    case 'stays':
      return t('The page opens to its members. No mail leaves the demo: the invitations lie under “Outbox”.')
  }
}

function openingLabel({ toInvite, mail }: StepsView, { t }: Screen): string {
  if (toInvite === 0) return t('Open')
  return mail.way === 'waits'
    ? t(
        '{n, plural, one {Open; # invitation waits for a mail server} other {Open; # invitations wait for a mail server}}',
        {
          n: toInvite,
        },
      )
    : t('Open and invite {n, number}', { n: toInvite })
}
