/**
 * `<arrange-list>` around an ordered list and a hidden form: gives each entry a handle to drag it by, with mouse, pen or finger,
 * and sends the form with the order the entries are left in. The buttons in the entries do the same step by step.
 */
import Sortable from 'sortablejs'

class ArrangeList extends HTMLElement {
  #sortable: Sortable | null = null

  connectedCallback(): void {
    const list = this.#list
    if (!list) return
    this.#addGrips()
    this.#sortable = Sortable.create(list, {
      handle: '.grip',
      animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
      ghostClass: 'lifted',
      // The library's own dragging works the same for mouse, pen and finger.
      forceFallback: true,
      onEnd: () => this.#send(list),
    })
    document.addEventListener('turbo:render', this.#addGrips)
  }

  disconnectedCallback(): void {
    this.#sortable?.destroy()
    document.removeEventListener('turbo:render', this.#addGrips)
  }

  get #list(): HTMLOListElement | null {
    return this.querySelector<HTMLOListElement>(':scope > ol')
  }

  /** Runs also after the page was morphed, since the server's page has no handles. */
  #addGrips = (): void => {
    for (const entry of this.#list?.children ?? [])
      if (!entry.querySelector(':scope > .grip')) entry.prepend(this.#grip())
  }

  /** The handle is for dragging only: with keyboard or screen reader a member uses the buttons. */
  #grip(): HTMLElement {
    const grip = document.createElement('span')
    grip.className = 'grip'
    grip.ariaHidden = 'true'
    grip.title = this.dataset.drag ?? ''
    return grip
  }

  #send(list: HTMLOListElement): void {
    const form = this.querySelector<HTMLFormElement>(':scope > form')
    const order = form?.elements.namedItem('order')
    const was = form?.elements.namedItem('was')
    if (!form || !(order instanceof HTMLInputElement) || !(was instanceof HTMLInputElement)) return
    order.value = [...list.children].map((entry) => (entry as HTMLElement).dataset.key).join(' ')
    if (order.value !== was.value) form.requestSubmit()
  }
}

customElements.define('arrange-list', ArrangeList)
