/**
 * Parts of our script that are fetched when they are needed. On a poor connection one may not arrive: then the page works
 * without it. The next use fetches it again. But some browsers remember the failure for as long as a page is open,
 * so the browser itself loads the next page, and Turbo does not put it in this one's place.
 */

/** The module, or null where it can't be fetched now. */
export async function late<Part>(fetch: () => Promise<Part>): Promise<Part | null> {
  try {
    return await fetch()
  } catch {
    document.addEventListener('turbo:click', leaveToBrowser)
    return null
  }
}

/** Turbo leaves a click alone where this event is cancelled. */
function leaveToBrowser(event: Event): void {
  event.preventDefault()
}
