/** The queue of moderation: what waits with its context, and beside it the acts that decide it. */
import { communityPage } from '#server/communities/room.ts'
import { heldBecause, waitingEditItem } from '#server/discussions/room.ts'
import { caseAnchor, queueAddress } from '#server/moderation/case.ts'
import { decisionPart } from '#server/moderation/decision-part.ts'
import type { CaseView, Queue } from '#server/moderation/queue-views.ts'
import { reasonWords, stateWords } from '#server/moderation/words.ts'
import { face } from '#server/platform/html/face.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { badge, emptyState, fold, notice, pageTitle, prose, section } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { addressPart, shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import { whatWasDone } from '#server/site/room.ts'

/** `/c/:community/moderation` */
export function queuePage(view: Queue, screen: Screen): Html {
  const { t } = screen
  const { community, count, decided, answers } = view
  const items = whatWaits(view, screen)
  const root = queueAddress(community.slug)
  return communityPage(screen, community, {
    tab: 'moderation',
    title: t('Moderation'),
    main: html`${pageTitle({
      title: t('Moderation'),
      lead: t(
        'What members reported and what is held, the oldest first. Authors are told what you decide and why, and never who reported it.',
      ),
      acts: html`<a class="button" href="${root}/log">${t('Log')}</a>`,
    })}
${
  items.length > 0
    ? html`<ul class="rows requests">${items}</ul>`
    : emptyState({
        title: t('Nothing waits'),
        says: t(
          'When a member reports something, or a rule holds back what somebody writes, it stands here with what was said before it, until one of you decides.',
        ),
      })
}
${count > items.length ? html`<p class="soft">${t('{n, plural, one {# more waits behind these.} other {# more wait behind these.}}', { n: count - items.length })}</p>` : null}
${answers.length > 0 ? section({ id: 'answers', title: t('Answers of authors'), inside: html`<ul class="rows requests">${answers.map((one) => answerItem(one, root, screen))}</ul>` }) : null}
${decided.length > 0 ? section({ id: 'decided', title: t('Decided lately'), inside: html`<ul class="rows requests">${decided.map((one) => decidedItem(one, view, screen))}</ul>` }) : null}`,
  })
}

/** Cases and edits in one list, the oldest first. */
function whatWaits(view: Queue, screen: Screen): Html[] {
  const cases = view.waiting.map((one) => ({
    at: one.openedAt,
    item: html`<li class="request" id="${caseAnchor(one.id)}">${caseItem(one, view, screen)}</li>`,
  }))
  const edits = view.edits.map((one) => ({
    at: one.heldAt,
    item: html`<li class="request">${waitingEditItem(one, view.community.slug, screen)}</li>`,
  }))
  return [...cases, ...edits].toSorted((one, other) => one.at.getTime() - other.at.getTime()).map(({ item }) => item)
}

function caseItem(one: CaseView, view: Queue, screen: Screen): Html {
  return html`${thingPart(one, screen)}${reportsPart(one, screen)}${decisionPart(one, view, screen)}`
}

/** What it is about: where it stands, the posts before it, and what it says. */
function thingPart(one: CaseView, screen: Screen): Html {
  const { t } = screen
  const kind = screen.declared.kinds.get(one.kind)?.name(t) ?? one.kind
  const title = one.isForOthers
    ? html`<b dir="auto">${one.title}</b>`
    : html`<a href="${one.address}"><b dir="auto">${one.title}</b></a>`
  return html`<p>${title} <span class="soft">${kind}</span>${one.isHeld ? html` ${badge(t('held'), 'warn')}` : null}</p>
${one.isForOthers ? notice(t('This was written for other people than you. You see what was reported and the two posts before it, and no more.')) : null}
${one.hold ? html`<p class="soft">${heldBecause(one.hold, t)}</p>` : null}
${one.isHeld && one.why ? html`<p class="soft">${t('Why: {why}', { why: one.why })}</p>` : null}
${one.before.map((post) => html`<p class="soft" dir="auto"><b>${post.author ?? t('Former member')}</b> ${post.words}</p>`)}
<div class="person">${authorPart(one, screen)}</div>
${saidPart(one, t)}`
}

/** A post in full; the text of a page, which may be long, behind a fold. */
function saidPart({ html: said, language, postId }: CaseView, t: Screen['t']): Html | null {
  if (said === null) return null
  const words = html`<div dir="auto" lang="${language}">${prose(said)}</div>`
  return postId === null ? fold(t('What it says'), words) : words
}

function authorPart({ author, writtenAt, mutedUntil }: CaseView, screen: Screen): Html {
  const { t } = screen
  const when = timeTag(writtenAt, screen)
  if (!author)
    return html`${face({ name: t('Former member'), photo: null }, 'medium')}<span class="who">${t('Former member')}</span><span>${when}</span>`
  const muted = mutedUntil
    ? html` · ${sentence(t('muted until {when}', holes('when')), { when: timeTag(new Date(mutedUntil), screen, 'moment') })}`
    : null
  return html`${face({ name: author.name, photo: author.photo }, 'medium')}<a class="who" href="/people/${addressPart(author.name, author.personId)}">${author.name}</a><span>${when}${muted}</span>`
}

function reportsPart({ reports }: CaseView, screen: Screen): Html | null {
  const { t } = screen
  if (reports.length === 0) return null
  return html`<p><b>${t('{n, plural, one {# person reported it} other {# people reported it}}', { n: reports.length })}</b></p>
<ul>${reports.map(
    (one) =>
      html`<li><a class="plain-link" href="/people/${addressPart(one.name, one.personId)}">${one.name}</a>: ${reasonWords(one.reason, t)}${one.words ? html`. <span dir="auto">${one.words}</span>` : null}</li>`,
  )}</ul>`
}

function decidedItem(one: CaseView, { community }: Queue, screen: Screen): Html {
  const { t } = screen
  const action = `${queueAddress(community.slug)}/cases/${shortId(one.id)}/reopening`
  const by = one.decidedBy ?? t('Former member')
  return html`<li class="request" id="${caseAnchor(one.id)}"><p>${badge(stateWords(one.state, t))} <b dir="auto">${one.title}</b> <span class="soft">${one.author?.name ?? t('Former member')} · ${t('decided by {name}', { name: by })}${one.decidedAt ? html` · ${timeTag(one.decidedAt, screen)}` : null}</span></p>
${one.why ? html`<p class="soft" dir="auto">${t('Why: {why}', { why: one.why })}</p>` : null}
<div class="acts">${actButton(screen, { action, label: t('Undo'), longLabel: t('Undo: {title}', { title: one.title }), look: 'quiet' })}</div></li>`
}

function answerItem(one: Queue['answers'][number], root: string, screen: Screen): Html {
  const { t, declared } = screen
  const done = whatWasDone(declared, { verb: one.verb, facts: {}, roleTitle: null }, t)
  return html`<li class="request"><p><b>${one.person}</b> <span class="soft">${timeTag(one.answeredAt, screen)}</span></p>
<p class="soft">${[done, one.title && t('“{title}”', { title: one.title }), one.by, one.why].filter(Boolean).join(' · ')}</p>
<blockquote dir="auto">${one.words}</blockquote>
<div class="acts">${actButton(screen, { action: `${root}/acts/${shortId(one.activityId)}/seen`, label: t('I have read it'), longLabel: t('{act}: {title}', { act: t('I have read it'), title: one.person }) })}<a class="quiet" href="${root}/log">${t('Undo it in the log')}</a></div></li>`
}
