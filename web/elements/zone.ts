/** `<own-zone>` around a form's fields: chooses the browser's own time zone in the list called `zone`. It stays to be changed. */
class OwnZone extends HTMLElement {
  connectedCallback(): void {
    const list = this.querySelector<HTMLSelectElement>('select[name="zone"]')
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!list || !zone) return
    // A browser may call it by another of its names than the server does, which knows them all.
    if (![...list.options].some(({ value }) => value === zone)) list.add(new Option(zone.replaceAll('_', ' '), zone))
    list.value = zone
  }
}

customElements.define('own-zone', OwnZone)

export {}
