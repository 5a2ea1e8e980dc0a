/**
 * The page on which people are added: a text to paste, then the people found in it.
 */
import { communityPage } from '#server/communities/frame.ts'
import type { AddPage } from '#server/communities/members/add-members.ts'
import { longestPaste, mostAtOnce, type Remark } from '#server/communities/members/paste.ts'
import type { PasteView } from '#server/communities/members/pasted-people.ts'
import { waysToAdd } from '#server/communities/members/ways-to-add.ts'
import { textArea } from '#server/platform/html/field.ts'
import { type Field, form, hidden } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { leadingStyles } from '#server/platform/html/leading-styles.ts'
import { fold, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import { peoplePicker } from '#server/platform/html/people-picker.ts'
import { foreignLetters, isAddress, shownAddress } from '#server/platform/mail-address.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Where pasted people are added, and what that page says. */
export interface PasteWords {
  /** Where the form goes. */
  readonly action: string
  /** Where “Cancel” leads. */
  readonly cancel: string
  /** What happens to those who are added. */
  readonly lead: string
  readonly submit: (n: number) => string
  /** That so many are there already. */
  readonly here: (n: number) => string
}

/** `/c/:community/members/add`. */
export function addPage(view: AddPage, screen: Screen): Html {
  const { t } = screen
  const { community, paste } = view
  const root = `/c/${community.slug}/members`
  const isOpen = community.status === 'active'
  const words: PasteWords = {
    action: root,
    cancel: root,
    lead: isOpen
      ? invitationWords(screen)
      : t(
          'No mail goes out now. Their invitations are sent when the community opens. Check the names; you can correct them here.',
        ),
    submit: (n) =>
      isOpen && screen.mail !== 'waits'
        ? t('{n, plural, one {Add and invite # person} other {Add and invite # people}}', { n })
        : t('{n, plural, one {Add # person} other {Add # people}}', { n }),
    here: (n) => t('{n, plural, one {# is a member already} other {# are members already}}', { n }),
  }
  const found = wasRead(paste, screen)
  const main = found
    ? lookedOver(found, words, screen)
    : html`${pageTitle({ title: t('Add people') })}
${waysToAdd(community.slug, 'add', screen)}
${section({ id: 'one', title: t('By name or mail address'), inside: picker(view, screen) })}
${section({
  id: 'paste',
  title: t('Many at once'),
  inside: html`<p>${t('Paste text with mail addresses from anywhere: a mail, a list, columns of a table. You see who was found before anybody is added.')}</p>${pasteForm(words, screen, t('Check the list'))}`,
})}`
  return communityPage(screen, community, { tab: 'members', title: t('Add people'), main })
}

/** People with an account, by name. */
function picker({ community, items, isMore }: AddPage, screen: Screen): Html {
  const { t, query } = screen
  const root = `/c/${community.slug}/members`
  const isNobody = Boolean(query.q) && items.length === 0
  return peoplePicker(
    {
      root: `${root}/add`,
      action: `${root}/found`,
      label: t('Search people'),
      placeholder: t('Name or whole mail address'),
      found: items,
      listed: t('Who becomes a member'),
      submit: t('Add the people ticked'),
      says: isNobody
        ? html`<p class="soft">${t('Nobody else is called that. A whole mail address works too.')}</p>`
        : isMore && html`<p class="soft">${t('There are more. Search for a name to see the others.')}</p>`,
    },
    screen,
  )
}

/** What was found in the text, where there is something to look over. */
export function wasRead(paste: PasteView | null, { returned }: Screen): PasteView | null {
  const isWrong = Object.keys(returned?.problems ?? {}).some(Boolean)
  return paste && paste.people.length > 0 && !isWrong ? paste : null
}

function invitationWords({ t, mail }: Screen): string {
  return {
    leaves: t('Each of them gets one mail from you with an invitation. Check the names; you can correct them here.'),
    waits: t(
      'They are members at once. Their invitations wait: no mail can leave this site until it has a mail server.',
    ),
    stays: t('No mail leaves the demo: their invitations lie under “Outbox”, where you can read them.'),
  }[mail]
}

/** The text that was typed; a whole address that was searched for is one too. */
function typedText({ returned, query }: Screen): string {
  return String(returned?.typed.people ?? query.people ?? (isAddress(query.q ?? '') ? query.q : ''))
}

/** The form that takes a text with addresses. */
export function pasteForm({ action, cancel }: PasteWords, screen: Screen, submit: string): Html {
  const { t } = screen
  return form(screen, { action, submit, cancel }, [
    textArea({
      name: 'people',
      label: t('Names and addresses'),
      hint: t('Up to {most, number} at once. For example: Ben Reyes <ben@example.org>, cleo@example.org', {
        most: mostAtOnce,
      }),
      value: typedText(screen),
      required: true,
      max: longestPaste,
      rows: 8,
    }),
  ])
}

/** Who was found in the text, to check before they are added. */
export function lookedOver(paste: PasteView, words: PasteWords, screen: Screen): Piece {
  const { t } = screen
  const fresh = paste.people.filter((one) => !one.isMember)
  const here = paste.people.filter((one) => one.isMember)
  // The page came back because it was asked for, not because something is wrong with it.
  const calm = { ...screen, returned: null }
  const text = typedText(screen)
  return html`${leadingStyles()}${pageTitle({
    title: t('{n, plural, =0 {Nobody new was found} one {# person can be added} other {# people can be added}}', {
      n: fresh.length,
    }),
    lead: fresh.length === 0 ? null : words.lead,
  })}
${
  fresh.length > 0
    ? form(calm, { action: words.action, submit: words.submit(fresh.length), shape: 'bare' }, [
        hidden('people', text),
        hidden('confirmed', 'yes'),
        newcomers(fresh, screen),
      ])
    : null
}
${leftOut(paste.unreadable, screen)}
${
  here.length > 0
    ? fold(
        words.here(here.length),
        html`<ul>${here.map(({ name, email }) => html`<li>${name} · ${shownAddress(email)}</li>`)}</ul>`,
      )
    : null
}
${fold(t('Change the text'), pasteForm(words, { ...calm, query: { ...screen.query, people: text } }, t('Check again')))}`
}

/** The new people, one a row: a field to correct the name, the address, and the line where it was found. */
function newcomers(fresh: PasteView['people'], screen: Screen): Field {
  const { t } = screen
  return () =>
    html`<ul class="newcomers">${fresh.map(({ name, email, line, remark }) => {
      const address = shownAddress(email)
      return html`<li><input type="hidden" name="emails" value="${email}"><input type="text" name="names" value="${name}" maxlength="200" required dir="auto" autocomplete="off" spellcheck="false" aria-label="${t('Name of {address}', { address })}"><p>${address}${remark && html`<small class="soft">${remarkWords(remark, screen)}</small>`}</p><small class="soft">${t('Line {line, number}', { line })}</small></li>`
    })}</ul>`
}

/** The lines that could not be read, only as many as a person will look at. */
function leftOut(pieces: PasteView['unreadable'], { t }: Screen): Html | null {
  if (pieces.length === 0) return null
  const n = pieces.length
  return html`<div class="left-out">${notice(t('{n, plural, one {One entry could not be read and is left out:} other {# entries could not be read and are left out:}}', { n }), 'warn')}<ul>${pieces
    .slice(0, 50)
    .map(
      ({ line, text, why }) =>
        html`<li>${t('Line {line, number}: {text}', { line, text })}${why === 'letters' ? html` <small class="soft">${t(foreignLetters)}</small>` : null}</li>`,
    )}</ul></div>`
}

function remarkWords(remark: Remark, { t }: Screen): string {
  const words: Record<Remark, string> = {
    apostrophe: t('The apostrophe was made a straight one, as addresses have it.'),
    wide: t('The wide @ was made a plain one.'),
    lookalike: t('Letters of another alphabet in it look like Latin ones. Is it the address you mean?'),
  }
  return words[remark]
}
