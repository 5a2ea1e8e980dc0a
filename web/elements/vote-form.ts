/**
 * `<vote-form>` around a Ping's form: the choice is marked at once, sent without leaving the page, and kept and sent
 * again where the connection fails. The answer's page brings the card as the server now shows it.
 */
import { turbo } from '../late-turbo.ts'

const waitsMs = [1500, 3000, 6000, 12_000, 30_000]

class VoteForm extends HTMLElement {
  #passing = false
  #sending: AbortController | null = null

  connectedCallback(): void {
    this.addEventListener('submit', this.#submit)
  }

  disconnectedCallback(): void {
    this.removeEventListener('submit', this.#submit)
    // The request is not aborted: a vote under way is sent even while the member leaves the page.
  }

  #submit = (event: SubmitEvent): void => {
    const form = event.target as HTMLFormElement
    const button = event.submitter
    if (this.#passing || !(button instanceof HTMLButtonElement) || button.name !== 'optionId') return
    event.preventDefault()
    this.#sending?.abort()
    this.#sending = new AbortController()
    markMine(form, button)
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form, button)) if (typeof value === 'string') body.append(name, value)
    // Another choice on the same page is another act; a repeat of this one is not.
    body.set('once', randomKey())
    void this.#send(form, button, body, this.#sending.signal)
  }

  async #send(
    form: HTMLFormElement,
    button: HTMLButtonElement,
    body: URLSearchParams,
    signal: AbortSignal,
  ): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        const answer = await fetch(form.action, {
          method: 'POST',
          body,
          headers: { accept: 'text/html' },
          keepalive: true,
          signal,
        })
        if (answer.ok) {
          // A Ping that is answered counts as read, wherever it was answered.
          if (this.dataset.reading) navigator.sendBeacon(this.dataset.reading)
          return await this.#show(form, await answer.text(), answer.url)
        }
        if (answer.status < 500 && answer.status !== 429) return await this.#say(form, button)
      } catch {
        if (signal.aborted) return
      }
      this.#tell(this.dataset.lost ?? '')
      await Promise.race([pause(waitsMs[Math.min(tries, waitsMs.length - 1)] as number), online()])
      if (signal.aborted) return
    }
  }

  /** The card from the page the vote led to takes this card's place; where that page has none, we go there. */
  async #show(form: HTMLFormElement, page: string, address: string): Promise<void> {
    this.#tell('')
    const came = await turbo()
    if (!came) {
      // The vote is counted; the page says so when it is loaded.
      location.reload()
      return
    }
    const { cache, morphElements, visit } = came
    cache.clear()
    if (!this.isConnected) return
    const card = this.closest<HTMLElement>('article[id]')
    const next = new DOMParser().parseFromString(page, 'text/html')
    const nextCard = card && next.getElementById(card.id)
    if (!card || !nextCard) {
      visit(address)
      return
    }
    const optionId = form.querySelector<HTMLButtonElement>('[aria-pressed="true"]')?.value
    const hadFocus = this.contains(document.activeElement)
    morphElements(card, nextCard)
    if (hadFocus && optionId) card.querySelector<HTMLButtonElement>(`button[value="${CSS.escape(optionId)}"]`)?.focus()
    const said = next.querySelector('.said p')
    const region = document.querySelector('.said')
    if (said && region) region.replaceChildren(said)
    // A member who has answered is invited to say why; the text they are typing there stays.
    const invitation = document.querySelector('#compose label')
    const nextInvitation = next.querySelector('#compose label')
    if (invitation && nextInvitation) invitation.replaceChildren(...nextInvitation.childNodes)
    document.dispatchEvent(new CustomEvent('guildhall:changed'))
  }

  /** The server refused (closed meanwhile, not a member any more): the form is sent once more as a plain form, to show why. */
  async #say(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
    // Turbo is fetched first: a form that is held for it would come back to us as another vote.
    await turbo()
    this.#passing = true
    form.requestSubmit(button)
    this.#passing = false
  }

  #tell(sentence: string): void {
    let line = this.querySelector<HTMLElement>('.wrong')
    if (!line && sentence) {
      line = document.createElement('p')
      line.className = 'wrong'
      line.setAttribute('role', 'status')
      this.append(line)
    }
    if (line) line.textContent = sentence
  }
}

/** Marks one answer as mine before the server has said so. */
function markMine(form: HTMLFormElement, button: HTMLButtonElement): void {
  for (const row of form.querySelectorAll('.bar')) {
    const chosen = row.contains(button)
    row.classList.toggle('mine', chosen)
    row.querySelector('button')?.setAttribute('aria-pressed', String(chosen))
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((go) => setTimeout(go, ms))
}

function online(): Promise<void> {
  return new Promise((go) => {
    if (!navigator.onLine) addEventListener('online', () => go(), { once: true })
  })
}

function randomKey(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(12))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
}

customElements.define('vote-form', VoteForm)
