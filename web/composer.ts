/**
 * `<markdown-composer>`: a text area that is pleasant to write Markdown in. A file of its own, fetched by the first page
 * that has one. The markup is made by server/platform/html/composer.ts.
 */
import '@github/markdown-toolbar-element'
import '@github/text-expander-element'

interface Suggestion {
  personId: string
  name: string
  title: string | null
  handle: string
}

interface Found {
  matched: boolean
  fragment?: HTMLElement
}

// The expander drops the newer match when an older one is answered late; so what is outdated is never answered.
const outdated = new Promise<Found>(() => {})

class MarkdownComposer extends HTMLElement {
  #asking: AbortController | null = null

  connectedCallback(): void {
    const { area } = this
    if (!area) return
    this.#restore(area)
    area.addEventListener('input', this.#keep)
    area.addEventListener('keydown', this.#keys)
    this.querySelector('.looks')?.addEventListener('click', this.#look)
    const expander = this.querySelector('text-expander')
    expander?.addEventListener('text-expander-change', this.#suggest)
    expander?.addEventListener('text-expander-value', this.#choose)
    const form = this.closest('form')
    form?.addEventListener('turbo:submit-end', this.#sent)
    form?.addEventListener('guildhall:sent', this.#forget)
    form?.addEventListener('turbo:fetch-request-error', this.#unsent)
    addEventListener('storage', this.#elsewhere)
  }

  disconnectedCallback(): void {
    removeEventListener('storage', this.#elsewhere)
  }

  get area(): HTMLTextAreaElement | null {
    return this.querySelector('textarea')
  }

  // Drafts: what is typed stays in this browser until it was sent.

  get #draft(): string | null {
    return this.dataset.draft ? `guildhall/draft/${this.dataset.draft}` : null
  }

  #restore(area: HTMLTextAreaElement): void {
    forgetOthers(this.dataset.draft?.split('/', 1)[0])
    const kept = this.#draft && localStorage.getItem(this.#draft)
    const isAsItCame = area.value === area.defaultValue
    // Typed before this script was here.
    if (!isAsItCame && area.matches(':focus')) this.#keep()
    if (!kept || !isAsItCame || area.value) return
    area.value = kept
    this.#note(this.dataset.kept)
  }

  #keep = (): void => {
    if (!this.#draft || !this.area) return
    try {
      if (this.area.value.trim()) localStorage.setItem(this.#draft, this.area.value)
      else localStorage.removeItem(this.#draft)
    } catch {
      // No room, or none allowed: then there is no draft.
    }
    this.#note('')
  }

  #forget = (): void => {
    if (this.#draft) localStorage.removeItem(this.#draft)
  }

  /** Sent from another tab: what is left of it here is not offered a second time. */
  #elsewhere = ({ key, oldValue, newValue }: StorageEvent): void => {
    if (key !== this.#draft || newValue !== null || this.area?.value !== oldValue) return
    this.area.value = ''
    this.#note('')
  }

  #unsent = (): void => this.#note(this.dataset.unsent)

  #sent = (event: Event): void => {
    if ((event as CustomEvent<{ success: boolean }>).detail.success) this.#forget()
  }

  #note(words = ''): void {
    const line = this.querySelector('.kept')
    if (line) line.textContent = words
  }

  #keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      this.closest('form')?.requestSubmit()
    }
  }

  // The second look.

  #look = async (): Promise<void> => {
    const button = this.querySelector<HTMLButtonElement>('.looks')
    const preview = this.querySelector<HTMLElement>('.preview')
    const writing = this.querySelector<HTMLElement>('text-expander')
    if (!button || !preview || !writing || !this.area) return
    const show = preview.hidden
    button.setAttribute('aria-pressed', String(show))
    preview.style.minHeight = `${this.area.offsetHeight}px`
    preview.hidden = !show
    writing.hidden = show
    if (!show) return this.area.focus()
    preview.setAttribute('aria-busy', 'true')
    preview.innerHTML = await this.#rendered(this.area.value)
    preview.removeAttribute('aria-busy')
  }

  async #rendered(source: string): Promise<string> {
    if (!source.trim()) return `<p class="soft">${this.dataset.empty}</p>`
    try {
      const answer = await fetch('/markdown/preview', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ source, communityId: this.dataset.community }),
      })
      if (answer.ok) return (await answer.json()).html
    } catch {
      // Said below.
    }
    return `<p class="wrong">${this.dataset.failed}</p>`
  }

  // Suggestions after @.

  #suggest = (event: Event): void => {
    const { key, text, provide } = (
      event as CustomEvent<{
        key: string
        text: string
        provide(found: Promise<Found>): void
      }>
    ).detail
    if (key === '@') provide(this.#members(text))
  }

  async #members(text: string): Promise<Found> {
    this.#asking?.abort()
    this.#asking = new AbortController()
    const { signal } = this.#asking
    try {
      // A word typed in one go is asked for once.
      await new Promise((go) => setTimeout(go, 120))
      if (signal.aborted) return outdated
      const answer = await fetch(`${this.dataset.members}?q=${encodeURIComponent(text)}`, {
        headers: { accept: 'application/json' },
        signal,
      })
      const items: Suggestion[] = answer.ok ? (await answer.json()).items.slice(0, 6) : []
      return items.length ? { matched: true, fragment: listOf(items) } : { matched: false }
    } catch {
      return signal.aborted ? outdated : { matched: false }
    }
  }

  #choose = (event: Event): void => {
    const { detail } = event as CustomEvent<{ item: HTMLElement; value: string | null }>
    detail.value = `@${detail.item.dataset.handle}`
  }
}

/** Drafts are one person's: whoever writes next in this browser finds none of somebody else's. */
function forgetOthers(person = ''): void {
  for (const key of Object.keys(localStorage)) {
    if (person && key.startsWith('guildhall/draft/') && !key.startsWith(`guildhall/draft/${person}/`)) {
      localStorage.removeItem(key)
    }
  }
}

function listOf(items: Suggestion[]): HTMLElement {
  const list = document.createElement('ul')
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  for (const { personId, name, title, handle } of items) {
    const item = document.createElement('li')
    item.id = `suggested-${personId}`
    item.setAttribute('role', 'option')
    item.dataset.handle = handle
    item.append(name)
    if (title) {
      const line = document.createElement('small')
      line.textContent = title
      item.append(line)
    }
    list.append(item)
  }
  return list
}

if (!customElements.get('markdown-composer')) customElements.define('markdown-composer', MarkdownComposer)
