/**
 * `<markdown-composer>`: a text area that is pleasant to write Markdown in. A file of its own, fetched by the first page
 * that has one. The markup is made by server/platform/html/composer.ts.
 */
import '@github/markdown-toolbar-element'
import '@github/text-expander-element'
import { keepDrafts } from './drafts.ts'
import { insert, takePictures } from './pictures.ts'

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

// The expander drops the newer match when an older one is answered late, so an outdated one is never answered.
const outdated = new Promise<Found>(() => {})

class MarkdownComposer extends HTMLElement {
  #asking: AbortController | null = null
  #soon = 0
  #endDrafts: (() => void) | null = null

  connectedCallback(): void {
    const { area } = this
    if (!area) return
    this.#endDrafts = keepDrafts(this, area, (says) => this.#note(says))
    takePictures({ composer: this, area, tell: (says, kind) => this.#note(says, kind) })
    area.addEventListener('keydown', this.#keys)
    area.addEventListener('input', this.#lookAgain)
    this.querySelector<HTMLButtonElement>('.table')?.addEventListener('click', ({ currentTarget }) => {
      area.focus()
      insert(area, (currentTarget as HTMLButtonElement).value)
    })
    this.querySelector('.looks')?.addEventListener('click', this.#look)
    const expander = this.querySelector('text-expander')
    expander?.addEventListener('text-expander-change', this.#suggest)
    expander?.addEventListener('text-expander-value', this.#choose)
    this.closest('form')?.addEventListener('turbo:fetch-request-error', this.#unsent)
  }

  disconnectedCallback(): void {
    this.#endDrafts?.()
  }

  get area(): HTMLTextAreaElement | null {
    return this.querySelector('textarea')
  }

  #unsent = (): void => this.#note(this.dataset.unsent)

  #note(words = '', kind?: 'wrong'): void {
    const line = this.querySelector('.kept')
    if (!line) return
    line.textContent = words
    line.classList.toggle('wrong', kind === 'wrong')
  }

  #keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      this.closest('form')?.requestSubmit()
    }
  }

  // The preview.

  #look = async (): Promise<void> => {
    const button = this.querySelector<HTMLButtonElement>('.looks')
    const preview = this.querySelector<HTMLElement>('.preview')
    const writing = this.querySelector<HTMLElement>('text-expander')
    if (!button || !preview || !writing || !this.area) return
    const show = preview.hidden
    // A long text is written beside its preview, where there is room.
    const isBeside = show && this.classList.contains('article') && matchMedia('(width >= 64rem)').matches
    button.setAttribute('aria-pressed', String(show))
    this.classList.toggle('both', isBeside)
    preview.style.minHeight = `${this.area.offsetHeight}px`
    preview.hidden = !show
    writing.hidden = show && !isBeside
    if (!show || isBeside) this.area.focus()
    if (show) await this.#fill(preview, this.area.value)
  }

  async #fill(preview: HTMLElement, source: string): Promise<void> {
    preview.setAttribute('aria-busy', 'true')
    const rendered = await this.#rendered(source)
    if (this.area?.value === source) preview.innerHTML = rendered
    preview.removeAttribute('aria-busy')
  }

  #lookAgain = (): void => {
    clearTimeout(this.#soon)
    const preview = this.querySelector<HTMLElement>('.preview')
    if (!preview || !this.classList.contains('both')) return
    this.#soon = window.setTimeout(() => void this.#fill(preview, this.area?.value ?? ''), 500)
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
      // The message is shown below.
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
      // A word typed in one go causes one request.
      await new Promise((go) => setTimeout(go, 120))
      if (signal.aborted) return outdated
      const answer = await fetch(`${this.dataset.members}?mention=yes&q=${encodeURIComponent(text)}`, {
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

function listOf(items: Suggestion[]): HTMLElement {
  const list = document.createElement('ul')
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  for (const { personId, name, title, handle } of items) {
    const item = document.createElement('li')
    item.id = `suggested-${personId}`
    item.setAttribute('role', 'option')
    item.dataset.handle = handle
    const said = document.createElement('bdi')
    said.textContent = name
    item.append(said)
    if (title) {
      const line = document.createElement('small')
      line.dir = 'auto'
      line.textContent = title
      item.append(line)
    }
    list.append(item)
  }
  return list
}

if (!customElements.get('markdown-composer')) customElements.define('markdown-composer', MarkdownComposer)
