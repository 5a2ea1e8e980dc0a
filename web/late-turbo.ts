/**
 * Turbo is fetched when the reader is about to act: it is most of our script, and a member who only reads never needs it.
 * An act that is quicker than the file is held until the file is here; if it does not come, the browser acts by itself.
 */
import { late } from './late.ts'

export type Turbo = typeof import('@hotwired/turbo')

let coming: Promise<Turbo | null> | null = null

/** Turbo itself, for elements that call it; null where it can't be fetched now. */
export async function turbo(): Promise<Turbo | null> {
  coming ??= late(fetchTurbo).finally(letGo)
  const came = await coming
  if (!came) coming = null
  return came
}

async function fetchTurbo(): Promise<Turbo> {
  const came = await import('@hotwired/turbo')
  // Turbo's own bar is styled by a tag our policy forbids; styles/flash.css draws one from html[data-busy] instead.
  came.config.drive.progressBarDelay = 2 ** 31 - 1
  // Turbo starts on the browser's event for a complete page, which may be long past: so the event is sent again.
  document.dispatchEvent(new Event('readystatechange'))
  return came
}

/** Runs when the first page is there, and again for each page that Turbo puts in its place. */
export function eachPage(run: () => void): void {
  if (document.readyState === 'complete') run()
  else addEventListener('load', run, { once: true })
  // The first of these events is about the page that was there already.
  let isFirst = true
  document.addEventListener('turbo:load', () => {
    if (!isFirst) run()
    isFirst = false
  })
}

// The reader points at something to press, or writes.
const signs = ['pointerover', 'pointerdown', 'keydown', 'input']
function expect({ type, target }: Event): void {
  const isNear = target instanceof Element && target.closest('a, button, input, textarea, select, summary')
  if (type.startsWith('pointer') && !isNear) return
  for (const sign of signs) removeEventListener(sign, expect)
  void turbo()
}
for (const sign of signs) addEventListener(sign, expect, { passive: true })

function letGo(): void {
  removeEventListener('click', holdLink)
  removeEventListener('submit', holdForm)
}

let isHolding = false
function hold(event: Event, act: () => void): void {
  event.preventDefault()
  if (isHolding) return
  isHolding = true
  void turbo().then(act)
}

// This listens last, so that it gets only the acts that nothing else has handled.
function holdLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
  if (!link || event.defaultPrevented || event.button > 0) return
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const { origin, pathname, search } = location
  const isHere = link.hash && link.pathname === pathname && link.search === search
  if (link.origin !== origin || isHere || link.target || link.hasAttribute('download') || isLeftAlone(link)) return
  hold(event, () => link.click())
}

function holdForm(event: SubmitEvent): void {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented || form.target || isLeftAlone(form)) return
  hold(event, () => form.requestSubmit(event.submitter))
}

function isLeftAlone(element: Element): boolean {
  return Boolean(element.closest('[data-turbo="false"]'))
}

addEventListener('click', holdLink)
addEventListener('submit', holdForm)
