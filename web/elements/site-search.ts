/**
 * The search field in the header suggests titles and people while one types. The list is a page of the server, so that its words are in the
 * reader's language. Without this script Enter leads to the page of the search, as it does with it where nothing is chosen.
 */
import Combobox from '@github/combobox-nav'

/** So long nobody types before suggestions are asked for, in ms. */
const pause = 180

const started = new WeakSet<HTMLInputElement>()

function start(): void {
  const input = document.activeElement
  if (!(input instanceof HTMLInputElement) || !input.closest('.seek') || started.has(input)) return
  started.add(input)
  suggest(input)
}

function suggest(input: HTMLInputElement): void {
  const { form } = input
  if (!form) return
  // A page that Turbo kept comes back with the list it had.
  for (const former of form.querySelectorAll('.suggestions, [role="status"]')) former.remove()
  const list = document.createElement('ul')
  list.className = 'suggestions'
  list.role = 'listbox'
  list.ariaLabel = input.ariaLabel
  list.hidden = true
  const status = document.createElement('span')
  status.className = 'unseen'
  status.role = 'status'
  form.append(list, status)
  const combobox = new Combobox(input, list, { tabInsertsSuggestions: false })
  let asking: AbortController | null = null

  const close = () => {
    asking?.abort()
    combobox.stop()
    list.hidden = true
    status.textContent = ''
  }
  const look = async () => {
    asking?.abort()
    const q = input.value.trim()
    if (!q) return close()
    asking = new AbortController()
    const { signal } = asking
    await new Promise((go) => setTimeout(go, pause))
    if (signal.aborted) return
    const found = await find(`${form.action}/suggestions?q=${encodeURIComponent(q)}`, signal)
    if (!found || signal.aborted) return
    await withStyles(found)
    if (signal.aborted) return
    combobox.stop()
    list.replaceChildren(...[...found.children].map(optionOf))
    list.hidden = list.childElementCount === 0
    status.textContent = found.dataset.says ?? ''
    if (!list.hidden) combobox.start()
  }

  input.addEventListener('input', () => void look())
  input.addEventListener('focus', () => void look())
  input.addEventListener('blur', close)
  form.addEventListener('submit', close)
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    // The browser would empty the field. The first time the list goes, the second time one leaves.
    event.preventDefault()
    if (list.hidden) input.blur()
    else close()
  })
  // The field keeps the focus while one presses something in the list.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  // An option is a link: what chooses it presses it.
  list.addEventListener('combobox-commit', close)
  void look()
}

/** The list of suggestions; null where that was ended, or could not be asked. */
async function find(address: string, signal: AbortSignal): Promise<HTMLElement | null> {
  const text = await fetch(address, { headers: { accept: 'text/html' }, signal })
    .then((answer) => (answer.ok ? answer.text() : null))
    .catch(() => null)
  if (text === null) return null
  return new DOMParser().parseFromString(text, 'text/html').querySelector('[data-suggested]')
}

/** The list has styles that other pages do not: these are fetched before it is shown, once. */
async function withStyles(found: HTMLElement): Promise<void> {
  const link = found.parentElement?.querySelector<HTMLLinkElement>('link[rel="stylesheet"]')
  if (!link || document.querySelector(`link[href="${link.getAttribute('href')}"]`)) return
  await new Promise((done) => {
    link.addEventListener('load', done)
    link.addEventListener('error', done)
    document.head.append(link)
  })
}

function optionOf(item: Element, place: number): Element {
  item.role = 'none'
  for (const link of item.querySelectorAll('a')) {
    link.id = `seek-${place}`
    link.role = 'option'
    link.tabIndex = -1
  }
  return item
}

start()
addEventListener('focusin', start)
