/**
 * People are picked by name: their search suggests some as one types, and whoever is chosen is ticked in the list below it. The markup
 * is made by server/platform/html/people-picker.ts. A discussion is chosen by its title in the same way. Without this script the search
 * answers with a page.
 */
import Combobox from '@github/combobox-nav'

interface Person {
  readonly personId: string
  readonly name: string
  readonly title: string
}

/** So long nobody types before people are looked for, in ms. */
const pause = 150
/** As many fit under the field on a phone. */
const most = 7

const started = new WeakSet<HTMLElement>()

function start(): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-take="people"]')) {
    if (started.has(part)) continue
    started.add(part)
    suggest(part)
  }
}

function suggest(part: HTMLElement): void {
  const form = part.querySelector<HTMLFormElement>('form[role="search"]')
  const input = form?.querySelector<HTMLInputElement>('[name="q"]')
  const status = part.querySelector<HTMLElement>('[role="status"]')
  const picked = part.querySelector<HTMLElement>('[data-picked]')
  if (!form || !input || !status || !picked) return
  const words = status.dataset
  // A page that Turbo kept comes back with the list it had.
  part.querySelector('.suggestions')?.remove()
  const list = document.createElement('ul')
  list.className = 'suggestions'
  list.role = 'listbox'
  list.ariaLabel = input.ariaLabel
  list.hidden = true
  input.after(list)
  const combobox = new Combobox(input, list, { tabInsertsSuggestions: false, defaultFirstOption: true })
  let asking: AbortController | null = null

  const close = (says = '') => {
    asking?.abort()
    combobox.stop()
    list.hidden = true
    status.textContent = says
  }
  const show = (options: readonly HTMLElement[]) => {
    combobox.stop()
    list.replaceChildren(...options)
    list.hidden = options.length === 0
    status.textContent = (options.length > 0 ? words.some : words.none) ?? ''
    if (options.length > 0) combobox.start()
  }
  const look = async () => {
    asking?.abort()
    const q = input.value.trim()
    if (!q) return close()
    if (isAddress(q)) return show([optionOf('address', said(words.address, q))])
    asking = new AbortController()
    const { signal } = asking
    await new Promise((go) => setTimeout(go, pause))
    if (signal.aborted) return
    const people = await find(form.action, q, signal)
    if (people && !signal.aborted) show(people.map((one) => optionOf(one.personId, one.name, one.title)))
  }
  const choose = ({ dataset: { person = '', name = '', title = '' } }: HTMLElement) => {
    if (person === 'address') return form.requestSubmit()
    tick(picked, { personId: person, name, title })
    input.value = ''
    close(said(words.chosen, name))
  }

  input.addEventListener('input', () => void look())
  input.addEventListener('blur', () => close(status.textContent ?? ''))
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || list.hidden) return
    // The browser would empty the field.
    event.preventDefault()
    close()
  })
  // The field keeps the focus while one presses somebody in the list.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('combobox-commit', ({ target }) => {
    if (target instanceof HTMLElement) choose(target)
  })
  form.addEventListener('submit', (event) => {
    if (isAddress(input.value.trim())) return
    event.preventDefault()
    input.focus()
    void look()
  })
}

/** People whom the page finds; null where that was ended, or it could not be asked. */
async function find(address: string, q: string, signal: AbortSignal): Promise<Person[] | null> {
  try {
    const answer = await fetch(`${address}?q=${encodeURIComponent(q)}`, {
      headers: { accept: 'application/json' },
      signal,
    })
    return answer.ok ? (await answer.json()).items.slice(0, most).map(asPerson) : null
  } catch {
    return null
  }
}

/** A discussion has its id, and its title in place of a name. */
function asPerson(found: Person | { readonly id: string; readonly title: string }): Person {
  return 'personId' in found ? found : { personId: found.id, name: found.title, title: '' }
}

/** Roughly: the page says whether it is one. */
function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text)
}

function said(words: string | undefined, name: string): string {
  return (words ?? '').replace('%', () => name)
}

function optionOf(person: string, name: string, title = ''): HTMLElement {
  const option = document.createElement('li')
  option.id = `pick-${person}`
  option.role = 'option'
  Object.assign(option.dataset, { person, name, title })
  fill(option, name, title)
  return option
}

function fill(element: HTMLElement, name: string, title: string): void {
  const said = document.createElement('bdi')
  said.textContent = name
  element.append(said)
  if (!title) return
  const line = document.createElement('small')
  line.dir = 'auto'
  line.textContent = title
  element.append(line)
}

/** Ticks a person in the list below; who is not there yet comes first. */
function tick(picked: HTMLElement, { personId, name, title }: Person): void {
  picked.hidden = false
  const into = picked.dataset.picked || 'persons'
  const there = picked.querySelector<HTMLInputElement>(`[name="${into}"][value="${CSS.escape(personId)}"]`)
  if (there) there.checked = true
  else picked.querySelector('.choices')?.prepend(cardOf({ personId, name, title }, into))
}

function cardOf({ personId, name, title }: Person, into: string): HTMLElement {
  const card = document.createElement('label')
  card.className = 'choice'
  const box = document.createElement('input')
  Object.assign(box, { type: into === 'persons' ? 'checkbox' : 'radio', name: into, value: personId, checked: true })
  const words = document.createElement('span')
  fill(words, name, title)
  card.append(box, words)
  return card
}

start()
document.addEventListener('turbo:load', start)
document.addEventListener('guildhall:changed', start)
