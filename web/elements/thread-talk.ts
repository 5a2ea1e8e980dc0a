/**
 * `<thread-talk data-me data-may data-reading>` around a thread's posts. Pushes bring posts as everybody sees them
 * (server/discussions/post-pages.ts); this puts back what is the reader's own: which posts and reactions are theirs, and
 * times in their zone. A reaction is sent without leaving the page, and what is opened in place takes the focus.
 */

class ThreadTalk extends HTMLElement {
  /** The reader's reactions: addresses of their buttons. */
  #mine = new Set<string>()
  #reading = 0

  connectedCallback(): void {
    this.#learn(this)
    this.addEventListener('click', this.#press)
    this.addEventListener('keydown', this.#keys)
    document.addEventListener('click', this.#elsewhere)
    this.addEventListener('turbo:frame-load', this.#opened)
    document.addEventListener('guildhall:changed', this.#changed)
    this.#restore()
  }

  disconnectedCallback(): void {
    this.removeEventListener('click', this.#press)
    this.removeEventListener('keydown', this.#keys)
    document.removeEventListener('click', this.#elsewhere)
    this.removeEventListener('turbo:frame-load', this.#opened)
    document.removeEventListener('guildhall:changed', this.#changed)
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
    // What arrives on a page that is being looked at is read; an earlier page does not show it.
    if (!this.querySelector('[data-live="posts"]')) return
    clearTimeout(this.#reading)
    this.#reading = window.setTimeout(() => {
      if (document.visibilityState === 'visible' && this.dataset.reading) navigator.sendBeacon(this.dataset.reading)
    }, 3000)
  }

  #restore(): void {
    const { me, may = '' } = this.dataset
    for (const post of this.querySelectorAll<HTMLElement>('.post[data-author]')) {
      post.toggleAttribute('data-own', post.dataset.author === me)
    }
    for (const button of this.#reactions()) {
      button.ariaPressed = String(this.#mine.has(button.formAction))
      button.disabled = !may.split(' ').includes('post')
    }
    for (const time of this.querySelectorAll<HTMLTimeElement>('time[data-moving="ago"]')) setToZone(time)
  }

  #press = (event: MouseEvent): void => {
    const { target } = event
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return
    const answered = target.closest<HTMLAnchorElement>('.answers a')
    if (answered && document.getElementById(answered.hash.slice(1))) {
      // It stands on this page: no need to fetch the page where it does.
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

  /** Puts the reactions that were offered away; the focus goes back to where they were asked for. */
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
        // Sent also where the page is left in the same moment.
        keepalive: true,
      })
      if (answer.ok) return
      // Somebody else is signed in by now, or the discussion is locked: sent the plain way, its page says so.
      if (answer.status === 409) button.form?.requestSubmit(button)
    } catch {
      // Put back below.
    }
    this.#show(button, !on)
  }

  /** Whom this page was made for, as every form on it says. */
  #madeFor(): string {
    return this.querySelector<HTMLInputElement>('#post-actions [name="for"]')?.value ?? ''
  }

  /** Shows a reaction given or taken at once; the push that follows has the true counts. */
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

  /** What was opened in place takes the focus: a composer's field, or the first of the replies that were folded. */
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

// A file without imports is a module by this.
export {}
