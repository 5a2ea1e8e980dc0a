/**
 * A list that is searched shows what it finds while one types: the page is asked again after a short pause, and its list put
 * in the place of the former one. Without this script the button does the same. A form with `data-typing` asks for words that are only
 * begun, too, by that name.
 */

/** So long nobody types before the page is asked, in ms. */
const pause = 250

let waiting: ReturnType<typeof setTimeout> | undefined
let asking: AbortController | undefined

document.addEventListener('input', ({ target }) => {
  const form = target instanceof Element ? target.closest<HTMLFormElement>('form[data-take="typed"]') : null
  if (!form) return
  clearTimeout(waiting)
  waiting = setTimeout(() => void find(form), pause)
})

async function find(form: HTMLFormElement): Promise<void> {
  asking?.abort()
  asking = new AbortController()
  const asked = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value) asked.set(name, value)
  const address = asked.size > 0 ? `${form.action}?${asked}` : form.action
  if (form.dataset.typing) asked.set(form.dataset.typing, 'yes')
  // Whoever types on ends it, perhaps while it arrives.
  const text = await fetch(`${form.action}?${asked}`, { headers: { accept: 'text/html' }, signal: asking.signal })
    .then((answer) => (answer.ok ? answer.text() : null))
    .catch(() => null)
  if (text === null || !form.isConnected) return
  const found = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-found]')
  const here = document.querySelector('[data-found]')
  if (!found || !here) return
  here.replaceWith(found)
  // A page that Turbo keeps resets its search, to what its address asks for.
  for (const field of form.querySelectorAll<HTMLInputElement>('[type="search"]')) field.defaultValue = field.value
  history.replaceState(history.state, '', address)
  document.dispatchEvent(new CustomEvent('guildhall:changed'))
}

// This makes a file without imports a module.
export {}
