/**
 * Typed text stays in this browser until it is sent. A draft belongs to one person and one subject. Two tabs may have the
 * same draft open: each forgets what was sent, nothing else. Text sent from another tab is taken out of a field that came empty;
 * a field that came with text keeps it. The draft of an edit is kept with the text it was begun on: where that was
 * saved again since, both are shown.
 */

type Field = HTMLTextAreaElement | HTMLInputElement

/** A text that was sent, told to the other tabs. */
interface Sent {
  readonly key: string
  readonly text: string
}

const prefix = 'guildhall/draft/'
/** The suffix of the key for the text that a draft was begun on. */
const begunOn = '#begun-on'

/**
 * Keeps the fields of a composer: its text, and every other field of its form that is marked `data-drafted`.
 * @param tell shows a sentence under the text; `''` takes it away
 * @returns a function that ends it
 */
export function keepDrafts(
  composer: HTMLElement,
  area: HTMLTextAreaElement,
  tell: (says?: string) => void,
): () => void {
  const { draft } = composer.dataset
  if (!draft) return () => undefined
  forgetOthers(draft.split('/', 1)[0])
  const form = composer.closest('form')
  const fields = new Map<string, Field>([[prefix + draft, area]])
  for (const field of form?.querySelectorAll<HTMLInputElement>('input[data-drafted]') ?? [])
    fields.set(`${prefix}${draft}#${field.name}`, field)
  // Only where a stored text is edited does the composer have words for that; a form that came back shows what was typed.
  const stored = composer.dataset.changed === undefined ? '' : area.defaultValue
  const storedIn = (field?: Field) => (field === area ? stored : '')
  const channel = new BroadcastChannel('guildhall/sent')
  const toKeepAgain = new Set<string>()
  let sending: Sent[] = []

  const keep = ({ target }: Event) => {
    for (const [key, field] of fields) if (field === target) save(key, field.value, storedIn(field))
    if (target === area) tell()
  }
  const begin = () => {
    sending = [...fields].map(([key, { value }]) => ({ key, text: value }))
  }
  const forgetSent = () => {
    for (const sent of sending) {
      forgetText(sent)
      toKeepAgain.delete(sent.key)
      channel.postMessage(sent)
    }
  }
  const end = (event: Event) => {
    if ((event as CustomEvent<{ success: boolean }>).detail.success) forgetSent()
  }
  const sentElsewhere = ({ data }: MessageEvent<Sent>) => {
    const field = fields.get(data.key)
    if (!field) return
    if (field.value !== data.text) toKeepAgain.add(data.key)
    else if (!field.defaultValue) field.value = ''
    if (field === area) tell()
  }
  // Two tabs share one key: a tab that is left saves its text again, since the other may have overwritten it.
  const leave = () => {
    for (const key of toKeepAgain) save(key, fields.get(key)?.value ?? '', storedIn(fields.get(key)))
  }

  if ([...fields].map(([key, field]) => restore(key, field, storedIn(field))).includes(true))
    tell(composer.dataset.kept)
  const way = stored && area.value !== stored ? wayBack(composer, area, { stored, key: prefix + draft }) : null
  const ended = new AbortController()
  const { signal } = ended
  form?.addEventListener('input', keep, { signal })
  form?.addEventListener('submit', begin, { capture: true, signal })
  form?.addEventListener('turbo:submit-end', end, { signal })
  form?.addEventListener('guildhall:sent', forgetSent, { signal })
  channel.addEventListener('message', sentElsewhere)
  addEventListener('pagehide', leave, { signal })
  return () => {
    leave()
    way?.remove()
    channel.close()
    ended.abort()
  }
}

/** Puts the draft back into a field that is empty, or holds the stored text. True where it did. */
function restore(key: string, field: Field, stored: string): boolean {
  // The writer typed this before the script was here.
  if (field.value !== field.defaultValue && field.matches(':focus')) save(key, field.value, stored)
  const kept = localStorage.getItem(key)
  if (!kept || field.value !== stored || kept === stored) return false
  field.value = kept
  return true
}

/** Below the draft of an edit: the way back to the stored text, which is shown if it has changed since the draft was begun. */
function wayBack(composer: HTMLElement, area: HTMLTextAreaElement, { stored, key }: { stored: string; key: string }) {
  const was = localStorage.getItem(key + begunOn)
  const box = document.createElement('div')
  box.className = 'meanwhile'
  if (was !== null && was !== stored) {
    const says = document.createElement('p')
    says.className = 'hint'
    says.setAttribute('role', 'status')
    says.textContent = composer.dataset.changed ?? ''
    const now = document.createElement('div')
    now.className = 'now'
    now.dir = 'auto'
    now.textContent = stored
    box.append(says, now)
  }
  const take = document.createElement('button')
  take.type = 'button'
  take.className = 'quiet'
  take.textContent = composer.dataset.discard ?? ''
  // The stored text is put in as if it were typed, and the draft goes.
  take.addEventListener('click', () => {
    area.value = stored
    area.dispatchEvent(new Event('input', { bubbles: true }))
    box.remove()
    area.focus()
  })
  box.append(take)
  composer.append(box)
  return box
}

function save(key: string, text: string, stored: string): void {
  try {
    if (text.trim() && text !== stored) {
      if (stored && localStorage.getItem(key) === null) localStorage.setItem(key + begunOn, stored)
      localStorage.setItem(key, text)
    } else forget(key)
  } catch {
    // No room, or none allowed: then there is no draft.
  }
}

function forgetText({ key, text }: Sent): void {
  if (localStorage.getItem(key) === text) forget(key)
}

function forget(key: string): void {
  localStorage.removeItem(key)
  localStorage.removeItem(key + begunOn)
}

/** Removes other people's drafts, so that the person signed in finds none of them in this browser. */
function forgetOthers(person = ''): void {
  for (const key of Object.keys(localStorage))
    if (person && key.startsWith(prefix) && !key.startsWith(`${prefix}${person}/`)) localStorage.removeItem(key)
}
