/** `<own-zone>` around a form's fields: chooses the browser's own time zone in the list `zone`. The member can change it. */
class OwnZone extends HTMLElement {
  connectedCallback(): void {
    const list = this.querySelector<HTMLSelectElement>('select[name="zone"]')
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!list || !zone) return
    // A browser may use another name of the zone than the server's list; the server knows them all.
    if (![...list.options].some(({ value }) => value === zone)) list.add(new Option(zone.replaceAll('_', ' '), zone))
    list.value = zone
  }
}

customElements.define('own-zone', OwnZone)

export {}
