/** The queue of moderation: what waits with its context, and beside it the acts that decide it. */
import { communityPage } from '#server/communities/room.ts'
import { caseAnchor, muteDays, queueAddress, reportReasons } from '#server/moderation/case.ts'
import type { CaseView, Queue } from '#server/moderation/queue-views.ts'
import { reasonWords, stateWords } from '#server/moderation/words.ts'
import { face } from '#server/platform/html/face.ts'
import { select, textField } from '#server/platform/html/field.ts'
import { actButton, form, hidden } from '#server/platform/html/form.ts'
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
  const { community, waiting, count, decided, answers } = view
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
  waiting.length > 0
    ? html`<ul class="rows requests">${waiting.map((one) => html`<li class="request" id="${caseAnchor(one.id)}">${caseItem(one, view, screen)}</li>`)}</ul>`
    : emptyState({
        title: t('Nothing waits'),
        says: t(
          'When a member reports something, it stands here with what was said before it, until one of you decides.',
        ),
      })
}
${count > waiting.length ? html`<p class="soft">${t('{n, plural, one {# more waits behind these.} other {# more wait behind these.}}', { n: count - waiting.length })}</p>` : null}
${answers.length > 0 ? section({ id: 'answers', title: t('Answers of authors'), inside: html`<ul class="rows requests">${answers.map((one) => answerItem(one, root, screen))}</ul>` }) : null}
${decided.length > 0 ? section({ id: 'decided', title: t('Decided lately'), inside: html`<ul class="rows requests">${decided.map((one) => decidedItem(one, view, screen))}</ul>` }) : null}`,
  })
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
${one.isHeld && one.why ? html`<p class="soft">${t('Why: {why}', { why: one.why })}</p>` : null}
${one.before.map((post) => html`<p class="soft" dir="auto"><b>${post.author ?? t('Former member')}</b> ${post.words}</p>`)}
<div class="person">${authorPart(one, screen)}</div>
${one.html === null ? null : html`<blockquote dir="auto" lang="${one.language}">${prose(one.html)}</blockquote>`}`
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

/** The acts: keep and hide with one press; removing says which rule, as the author is told. */
function decisionPart(one: CaseView, { community, rules, can }: Queue, screen: Screen): Html {
  const { t } = screen
  const action = `${queueAddress(community.slug)}/cases/${shortId(one.id)}/decision`
  const problem = screen.returned?.action === action
  const press = (act: string, label: string) =>
    actButton(screen, {
      action,
      label,
      longLabel: t('{act}: {title}', { act: label, title: one.title }),
      fields: { act },
    })
  const suggested = [...rules, ...reportReasons.slice(0, 4).map((reason) => reasonWords(reason, t))]
  const commonest = mostOften(one)
  const ruleList = select({
    name: 'rule',
    label: t('Which rule?'),
    value: commonest ? reasonWords(commonest, t) : (suggested[0] ?? ''),
    options: [...suggested.map((rule) => ({ value: rule, label: rule })), { value: '', label: t('None of these') }],
  })
  const reason = [
    ruleList,
    textField({ name: 'why', label: t('In your words'), hint: t('Its author is told.'), max: 300 }),
  ]
  const canRemove = one.postId !== null
  return html`<div class="acts">${press('keep', one.isHeld ? t('Show it to everybody') : t('Keep'))}${one.isHeld ? null : press('hide', t('Hide'))}</div>
${
  canRemove
    ? fold(
        t('Remove, and say why'),
        form(screen, { action, submit: t('Remove'), danger: true, shape: 'bare' }, [
          hidden('act', 'remove'),
          ...reason,
        ]),
        { isOpen: problem },
      )
    : null
}${one.isHeld ? null : fold(t('Hide, and say why'), form(screen, { action, submit: t('Hide'), shape: 'bare' }, [hidden('act', 'hide'), ...reason]))}
${one.author && one.isMember ? fold(t('About {name}', { name: one.author.name }), personPart(one, one.author, { community, can }, screen)) : null}`
}

function mostOften({ reports }: CaseView) {
  const named = reports.map(({ reason }) => reason).filter((reason) => reason !== 'other')
  const counts = Map.groupBy(named, (reason) => reason)
  return [...counts].toSorted(([, some], [, others]) => others.length - some.length)[0]?.[0] ?? null
}

/** Muting the author for a time, and ending their membership. */
function personPart(
  { mutedUntil }: CaseView,
  { personId, name }: NonNullable<CaseView['author']>,
  { community, can }: Pick<Queue, 'community' | 'can'>,
  screen: Screen,
): Html {
  const { t } = screen
  const root = `${queueAddress(community.slug)}/people/${shortId(personId)}`
  const days = { 1: t('Mute for a day'), 7: t('Mute for a week'), 30: t('Mute for a month') }
  const removal = can.removeMembers
    ? actButton(screen, {
        action: `/c/${community.slug}/members/${shortId(personId)}/removal`,
        label: t('End the membership'),
        longLabel: t('End the membership of {name}', { name }),
        look: 'danger',
      })
    : null
  return html`<p class="hint">${t('A muted member can read, and not write. It ends by itself, and they are told until when.')}</p>
<div class="acts">${
    mutedUntil
      ? actButton(screen, { action: `${root}/unmute`, label: t('Let {name} write again', { name }) })
      : muteDays.map((n) =>
          actButton(screen, {
            action: `${root}/mute`,
            label: days[n],
            longLabel: `${days[n]}: ${name}`,
            fields: { days: n },
          }),
        )
  }${removal}</div>`
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
<p class="soft">${[done, one.title && `“${one.title}”`, one.by, one.why].filter(Boolean).join(' · ')}</p>
<blockquote dir="auto">${one.words}</blockquote>
<div class="acts">${actButton(screen, { action: `${root}/acts/${shortId(one.activityId)}/seen`, label: t('I have read it'), longLabel: t('I have read the answer of {name}', { name: one.person }) })}<a class="quiet" href="${root}/log">${t('Undo it in the log')}</a></div></li>`
}
