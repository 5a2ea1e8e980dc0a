/**
 * The switch for the key "/", which leads to the search: a key without a modifier is in the way of whoever speaks to their
 * machine. It is kept in this browser.
 */
const kept = 'guildhall/no-slash'

function show(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-slash][hidden]')) {
    button.hidden = false
    say(button)
  }
}

function say(button: HTMLElement): void {
  button.dataset.on ??= button.textContent ?? ''
  button.textContent = (localStorage.getItem(kept) ? button.dataset.off : button.dataset.on) ?? ''
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-slash]') : null
  if (!button) return
  if (localStorage.getItem(kept)) localStorage.removeItem(kept)
  else localStorage.setItem(kept, 'yes')
  say(button)
})

show()
document.addEventListener('turbo:load', show)
document.addEventListener('guildhall:changed', show)
