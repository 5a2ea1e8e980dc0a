/**
 * The steps of a draft as its leader sees them: what to do, an example, and a link. Steps that are done only get a tick.
 */
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
export function stepTitle(key: string, screen: Screen): string {
  const { t } = screen
  return declaredStep(key, screen)?.title(t) ?? (key === 'mail' ? t('Mail') : t('Open'))
}

function declaredStep(key: string, { declared }: Screen) {
  return declared.foundingSteps.find((one) => one.key === key)
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

function wordsOf(key: string, view: StepsView, screen: Screen): Words {
  const { t } = screen
  const root = `/c/${view.slug}`
  const step = declaredStep(key, screen)
  if (step) return { says: html`<p>${step.says(t)}</p>`, example: step.example(t), act: step.act(screen, root) }
  if (key === 'mail') return { says: mailSetupPart(view.mail, screen, `${root}/mail-test`) }
  return {
    says: html`<p>${openingWords(view, screen)}</p>`,
    example: t('You can go on changing everything afterwards.'),
    act: actButton(screen, { action: `${root}/opening`, label: openingLabel(view, screen), look: 'primary' }),
  }
}

function openingWords({ mail }: StepsView, { t }: Screen): string {
  return {
    leaves: t('The page opens to its members, and each of them gets one mail from you with the way in.'),
    waits: t(
      'The page opens to its members. Nobody is mailed: no mail can leave this site yet, so the invitations wait, and you can send them once there is a mail server.',
    ),
    stays: t('The page opens to its members. No mail leaves the demo: the invitations lie under “Outbox”.'),
  }[mail.way]
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
