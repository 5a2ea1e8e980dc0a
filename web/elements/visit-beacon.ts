/** `<visit-beacon address="…" says="…">`: tells the server, once, that this page was in sight for two seconds. Reading marks and counts come this way. */
class VisitBeacon extends HTMLElement {
  #timer = 0
  #watch = () => this.#plan()

  connectedCallback(): void {
    document.addEventListener('visibilitychange', this.#watch)
    this.#plan()
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#watch)
    clearTimeout(this.#timer)
  }

  #plan(): void {
    clearTimeout(this.#timer)
    const address = this.getAttribute('address')
    if (!address || document.visibilityState !== 'visible') return
    this.#timer = window.setTimeout(() => {
      navigator.sendBeacon(address, new URLSearchParams(this.getAttribute('says') ?? ''))
      this.disconnectedCallback()
    }, 2000)
  }
}

customElements.define('visit-beacon', VisitBeacon)
