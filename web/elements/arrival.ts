import { eachPage } from '../late-turbo.ts'

/**
 * After an act the server leads to where the post stands, but a browser hides the part of an address after `#` from
 * Turbo. So this scrolls to the post that the address names, and the keyboard goes on from there.
 */
function arrive(): void {
  const query = new URLSearchParams(location.search)
  const id = query.has('removed') ? 'undo' : `post-${query.get('at')}`
  const place = document.getElementById(id)
  if (location.hash || !place) return
  history.replaceState(history.state, '', `#${id}`)
  for (const one of document.querySelectorAll('.sought')) one.classList.remove('sought')
  place.classList.add('sought')
  place.tabIndex = -1
  place.scrollIntoView()
  place.focus({ preventScroll: true })
}

eachPage(arrive)
