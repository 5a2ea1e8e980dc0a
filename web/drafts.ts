/**
 * What is typed stays in this browser until it was sent. A draft is one person's, about one thing. Two tabs may have the
 * same open: each forgets what was sent, nothing else, and nothing is taken out of a field but what was sent from another.
 */

type Field = HTMLTextAreaElement | HTMLInputElement

/** A text that was sent, told to the other tabs. */
interface Sent {
  readonly key: string
  readonly text: string
}

const prefix = 'guildhall/draft/'

/**
 * Keeps the fields of a composer: its text, and whatever else in its form is marked `data-drafted`.
 * @param tell shows a sentence under the text; `''` takes it away
 * @returns what ends it
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
  const channel = new BroadcastChannel('guildhall/sent')
  const toKeepAgain = new Set<string>()
  let sending: Sent[] = []

  const keep = ({ target }: Event) => {
    for (const [key, field] of fields) if (field === target) save(key, field.value)
    if (target === area) tell()
  }
  const begin = () => {
    sending = [...fields].map(([key, { value }]) => ({ key, text: value }))
  }
  const forget = () => {
    for (const sent of sending) {
      forgetText(sent)
      toKeepAgain.delete(sent.key)
      channel.postMessage(sent)
    }
  }
  const end = (event: Event) => {
    if ((event as CustomEvent<{ success: boolean }>).detail.success) forget()
  }
  const sentElsewhere = ({ data }: MessageEvent<Sent>) => {
    const field = fields.get(data.key)
    if (!field) return
    if (field.value !== data.text) toKeepAgain.add(data.key)
    else field.value = ''
    if (field === area) tell()
  }
  // Two tabs keep their text in one place: what the other wrote over there is kept once more as one leaves.
  const leave = () => {
    for (const key of toKeepAgain) save(key, fields.get(key)?.value ?? '')
  }

  if ([...fields].map(([key, field]) => restore(key, field)).includes(true)) tell(composer.dataset.kept)
  form?.addEventListener('input', keep)
  form?.addEventListener('submit', begin, { capture: true })
  form?.addEventListener('turbo:submit-end', end)
  form?.addEventListener('guildhall:sent', forget)
  channel.addEventListener('message', sentElsewhere)
  addEventListener('pagehide', leave)
  return () => {
    leave()
    removeEventListener('pagehide', leave)
    channel.close()
    form?.removeEventListener('input', keep)
    form?.removeEventListener('submit', begin, { capture: true })
    form?.removeEventListener('turbo:submit-end', end)
    form?.removeEventListener('guildhall:sent', forget)
  }
}

/** Puts back what was kept into a field that is empty. True where it did. */
function restore(key: string, field: Field): boolean {
  // Typed before this script was here.
  if (field.value !== field.defaultValue && field.matches(':focus')) save(key, field.value)
  const kept = localStorage.getItem(key)
  if (!kept || field.value) return false
  field.value = kept
  return true
}

function save(key: string, text: string): void {
  try {
    if (text.trim()) localStorage.setItem(key, text)
    else localStorage.removeItem(key)
  } catch {
    // No room, or none allowed: then there is no draft.
  }
}

function forgetText({ key, text }: Sent): void {
  if (localStorage.getItem(key) === text) localStorage.removeItem(key)
}

/** Whoever writes next in this browser finds no draft of somebody else's. */
function forgetOthers(person = ''): void {
  for (const key of Object.keys(localStorage))
    if (person && key.startsWith(prefix) && !key.startsWith(`${prefix}${person}/`)) localStorage.removeItem(key)
}
