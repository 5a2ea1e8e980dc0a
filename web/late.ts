/**
 * Parts of our script that come when they are needed. On a poor connection one may not come: then the page is as it would be
 * without it. The next need asks again; but some browsers remember for as long as a page is open that a part could not be had,
 * so the next page is one that they load themselves, and not one that Turbo puts in this one's place.
 */

/** What was fetched, or null where it can't be had now. */
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
