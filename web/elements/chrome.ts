/** Small behaviour of every page: menus that close, a bar while something takes long, counts under fields, announcements. */
import { eachPage, turbo } from '../late-turbo.ts'

// Menus are <details>: one open at a time; Escape and a click elsewhere close it.
function closeMenus(except?: Element | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (menu !== except) menu.open = false
  }
}
document.addEventListener('click', ({ target }) => {
  closeMenus(target instanceof Element ? target.closest('details.menu') : null)
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const open = document.querySelector<HTMLDetailsElement>('details.menu[open]')
  if (!open) return
  open.open = false
  open.querySelector('summary')?.focus()
})

// A visit or a submit over 300 ms shows that it is under way; a button cannot be pressed twice meanwhile.
let busy = 0
function begin(): void {
  clearTimeout(busy)
  busy = window.setTimeout(() => document.documentElement.setAttribute('data-busy', ''), 300)
}
function end(): void {
  clearTimeout(busy)
  document.documentElement.removeAttribute('data-busy')
}
document.addEventListener('turbo:visit', begin)
document.addEventListener('turbo:submit-start', begin)
document.addEventListener('turbo:submit-end', end)
document.addEventListener('turbo:load', end)
document.addEventListener('turbo:fetch-request-error', end)

// A page in Turbo's cache must not come back with its menus open, or with words in its search that its address does not ask for.
document.addEventListener('turbo:before-cache', () => {
  closeMenus()
  for (const form of document.querySelectorAll<HTMLFormElement>('[role=search]')) form.reset()
})

// A PDF in a frame is an empty box where the browser has no viewer, as on most phones: then only its file is offered.
if (!navigator.pdfViewerEnabled) document.documentElement.setAttribute('data-no-pdf', '')

eachPage(() => {
  sayAgain()
  showCurrent()
  for (const field of document.querySelectorAll<HTMLInputElement>('[maxlength]')) countLeft(field)
})

// A form that came back is morphed into the page, and Turbo leaves the focus alone: this moves it to the first problem.
document.addEventListener('turbo:render', () => {
  const form = document.querySelector('.problems')?.parentElement
  form?.querySelector<HTMLElement>('[autofocus]')?.focus()
})

// Where tabs or topics are a row to swipe, this scrolls the current one into sight.
function showCurrent(): void {
  for (const current of document.querySelectorAll<HTMLElement>('.tabs [aria-current], .shelf > nav [aria-current]')) {
    const row = current.closest<HTMLElement>('nav')
    if (row) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2
  }
}

// A screen reader speaks only changes in a live region, not its first content: so the sentence is put there again.
function sayAgain(): void {
  const said = document.querySelector('.said > *')
  const region = said?.parentElement
  if (!said || !region) return
  said.remove()
  setTimeout(() => region.append(said), 60)
  setTimeout(
    () => said.matches(':hover, :focus-within') || said.classList.add('gone'),
    said.matches('.saying') ? 20_000 : 7000,
  )
}

// "12 characters left", once four fifths are used.
document.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) countLeft(target)
})
function countLeft(field: HTMLInputElement | HTMLTextAreaElement): void {
  const note = document.querySelector<HTMLElement>(`[data-left="${CSS.escape(field.id)}"]`)
  if (!note || field.maxLength < 0) return
  const left = field.maxLength - field.value.length
  note.textContent =
    left <= field.maxLength / 5 ? `${left.toLocaleString(document.documentElement.lang)} ${note.dataset.words}` : ''
}

// Shows a community's colour as soon as it is chosen.
document.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLInputElement && target.name === 'hue')
    document.body.style.setProperty('--hue', target.value)
})

// Once a text is sent from the page that kept it, it is no draft any more.
document.addEventListener('turbo:submit-end', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !('kept' in form.dataset) || !(event as CustomEvent).detail.success) return
  const sent = [...form.querySelectorAll('textarea')].map(({ value }) => value)
  for (const key of Object.keys(localStorage))
    if (key.startsWith('guildhall/draft/') && sent.includes(localStorage.getItem(key) ?? ''))
      localStorage.removeItem(key)
})

// Signing out leaves nothing behind: no drafts, no remembered pages.
document.addEventListener('turbo:submit-start', ({ target }) => {
  if (!(target instanceof HTMLFormElement) || new URL(target.action).pathname !== '/sign-out') return
  for (const key of Object.keys(localStorage)) if (key.startsWith('guildhall/draft/')) localStorage.removeItem(key)
  void turbo().then((came) => came?.cache.clear())
})
