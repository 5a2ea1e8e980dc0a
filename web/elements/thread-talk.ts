/**
 * `<thread-talk data-me data-may data-reading>` around a thread's posts. Pushes bring posts as everybody sees them
 * (server/discussions/post-pages.ts); this puts back the reader's own parts: which posts and reactions are theirs, and
 * times in their zone. A reaction is sent without leaving the page, and a part that opens in place takes the focus.
 */

function foldOf(says: string | undefined, parts: readonly Element[]): HTMLElement {
  const fold = document.createElement('details')
  fold.className = 'more'
  fold.innerHTML = '<summary></summary><div class="inside"></div>'
  fold.firstElementChild?.append(says ?? '')
  fold.lastElementChild?.append(...parts)
  return fold
}

class ThreadTalk extends HTMLElement {
  /** The reader's reactions: addresses of their buttons. */
  #mine = new Set<string>()
  #reading = 0
  /** Ends what it listens to. */
  #ended = new AbortController()

  connectedCallback(): void {
    this.#learn(this)
    this.#ended = new AbortController()
    const { signal } = this.#ended
    this.addEventListener('click', this.#press, { signal })
    this.addEventListener('keydown', this.#keys, { signal })
    document.addEventListener('click', this.#elsewhere, { signal })
    this.addEventListener('turbo:frame-load', this.#opened, { signal })
    document.addEventListener('guildhall:changed', this.#changed, { signal })
    this.#restore()
  }

  disconnectedCallback(): void {
    this.#ended.abort()
    clearTimeout(this.#reading)
  }

  /** Which reactions are the reader's own, as the server wrote them. */
  #learn(part: Element): void {
    for (const button of part.querySelectorAll<HTMLButtonElement>('button.reaction[aria-pressed="true"]')) {
      this.#mine.add(button.formAction)
    }
  }

  #reactions(): NodeListOf<HTMLButtonElement> {
    return this.querySelectorAll<HTMLButtonElement>('button.reaction')
  }

  #changed = (): void => {
    this.#restore()
    // A post that arrives on a page in sight is read; an earlier page does not show it.
    if (!this.querySelector('[data-live="posts"]')) return
    clearTimeout(this.#reading)
    this.#reading = window.setTimeout(() => {
      if (document.visibilityState === 'visible' && this.dataset.reading) navigator.sendBeacon(this.dataset.reading)
    }, 3000)
  }

  #restore(): void {
    const { me, may = '', blocked = '' } = this.dataset
    for (const post of this.querySelectorAll<HTMLElement>('[data-author]')) {
      post.toggleAttribute('data-own', post.dataset.author === me)
      if (blocked.includes(post.dataset.author ?? '')) this.#fold(post)
    }
    if (blocked) this.#foldQuotes(blocked)
    for (const button of this.#reactions()) {
      button.ariaPressed = String(this.#mine.has(button.formAction))
      button.disabled = !may.split(' ').includes('post')
    }
    for (const time of this.querySelectorAll<HTMLTimeElement>('time[data-moving="ago"]')) setToZone(time)
  }

  /** A post or a quoted answer that arrived, of somebody whom the reader blocked; those of the page are folded already. */
  #fold(post: HTMLElement): void {
    if (post.querySelector(':scope > details')) return
    const parts = [...post.querySelectorAll(':scope > .post-said, :scope > .post-acts')]
    post.prepend(foldOf(this.dataset.blockedSays, parts))
  }

  /** The same for what others quote of them; a quote leads to the post it is from. */
  #foldQuotes(blocked: string): void {
    for (const link of this.querySelectorAll<HTMLAnchorElement>('.answers a, .body blockquote a')) {
      const author = document.getElementById(link.hash.slice(1))?.dataset.author
      const quote = link.closest('.answers, blockquote')
      if (!quote || !author || !blocked.includes(author) || quote.parentElement?.matches('details *')) continue
      const marker = document.createComment('')
      quote.replaceWith(marker)
      marker.replaceWith(foldOf(this.dataset.blockedQuoteSays, [quote]))
    }
  }

  #press = (event: MouseEvent): void => {
    const { target } = event
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return
    const answered = target.closest<HTMLAnchorElement>('.answers a')
    if (answered && document.getElementById(answered.hash.slice(1))) {
      // The post is on this page already, so its own page need not be fetched.
      event.preventDefault()
      location.hash = answered.hash
      return
    }
    const link = target.closest<HTMLAnchorElement>('a.react')
    const button = target.closest<HTMLButtonElement>('button.reaction')
    if (!link && !button) return
    event.preventDefault()
    if (link) this.#offer(link)
    if (button) void this.#react(button, button.ariaPressed !== 'true')
  }

  /** Shows the reactions a post does not have yet, after "React"; pressed again, hides them. */
  #offer(link: HTMLAnchorElement): void {
    const wasOpen = link.ariaExpanded === 'true'
    this.#close()
    if (wasOpen) return
    link.ariaExpanded = 'true'
    const post = link.closest('.post')?.id.replace('post-', '') ?? ''
    const shown = [...(link.parentElement?.querySelectorAll<HTMLButtonElement>('button.reaction') ?? [])]
    const choice = document.createElement('span')
    choice.className = 'choice'
    choice.innerHTML = this.querySelector('template')?.innerHTML.replaceAll(':post', post) ?? ''
    for (const button of choice.querySelectorAll('button')) {
      if (shown.some((one) => one.formAction === button.formAction)) button.remove()
    }
    link.after(choice)
    choice.querySelector('button')?.focus()
  }

  /** Hides the offered reactions; the focus goes back to the button that opened them. */
  #close = (): void => {
    const choice = this.querySelector('.choice')
    const link = choice?.parentElement?.querySelector<HTMLAnchorElement>('a.react')
    const hadFocus = choice?.contains(document.activeElement)
    choice?.remove()
    if (!link) return
    link.ariaExpanded = 'false'
    if (hadFocus) link.focus()
  }

  #keys = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') this.#close()
  }

  #elsewhere = ({ target }: MouseEvent): void => {
    if (target instanceof Element && !target.closest('.choice, a.react')) this.#close()
  }

  async #react(button: HTMLButtonElement, on: boolean): Promise<void> {
    const address = button.formAction
    this.#show(button, on)
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({ to: on ? 'on' : 'off', for: this.#madeFor() }),
        // It is sent even if the reader leaves the page at the same moment.
        keepalive: true,
      })
      if (answer.ok) return
      // Somebody else is signed in by now, or the discussion is locked: sent as a plain form, its page says so.
      if (answer.status === 409) button.form?.requestSubmit(button)
    } catch {
      // The button is put back below.
    }
    this.#show(button, !on)
  }

  /** The person this page was made for, as in every form on it. */
  #madeFor(): string {
    return this.querySelector<HTMLInputElement>('#post-actions [name="for"]')?.value ?? ''
  }

  /** Shows at once that a reaction was given or taken back; the push that follows has the true counts. */
  #show(button: HTMLButtonElement, on: boolean): void {
    if (on) this.#mine.add(button.formAction)
    else this.#mine.delete(button.formAction)
    button.ariaPressed = String(on)
    const shown = button.querySelector('.count')
    const count = Math.max(0, Number.parseInt(shown?.textContent ?? '', 10) || 0) + (on ? 1 : -1)
    if (shown) shown.textContent = count > 0 ? String(count) : ''
    const choice = button.closest('.choice')
    const link = button.closest('.reactions')?.querySelector('a.react')
    if (choice && link) {
      link.before(button)
      choice.remove()
      link.ariaExpanded = 'false'
    }
    button.focus()
  }

  /** Gives the focus to the part that opened in place: a composer's field, or the first of the folded replies. */
  #opened = (event: Event): void => {
    const frame = event.target as Element
    // Replies that came while the fold was closed stand under it already.
    for (const post of frame.querySelectorAll('.post')) {
      if (document.querySelectorAll(`#${CSS.escape(post.id)}`).length > 1) post.remove()
    }
    this.#learn(frame)
    this.#restore()
    const post = frame.querySelector<HTMLElement>('.post')
    if (post) post.tabIndex = -1
    const opened = frame.querySelector('textarea') ?? post
    opened?.focus({ preventScroll: opened === post })
  }
}

/** The whole moment as a title, and the day of an older one, as the reader's zone has it. */
function setToZone(time: HTMLTimeElement): void {
  const timeZone = document.body.dataset.zone
  const { lang } = document.documentElement
  const date = new Date(time.dateTime)
  const locale = lang === 'en' ? 'en-GB' : lang
  time.title = date.toLocaleString(locale, { timeZone, dateStyle: 'full', timeStyle: 'short' })
  const days = (Date.now() - date.getTime()) / 86_400_000
  if (days < 7) return
  const year = date.getUTCFullYear() === new Date().getUTCFullYear() ? undefined : 'numeric'
  time.textContent = date.toLocaleDateString(locale, { timeZone, day: 'numeric', month: 'short', year })
}

customElements.define('thread-talk', ThreadTalk)

// This makes a file without imports a module.
export {}
