/**
 * "Copy": takes the text beside the button to the clipboard, and says so for a moment. Where the page may not write to the
 * clipboard there is no button, and the text can be selected.
 */

/** So long it says that it has copied, in ms. */
const told = 2500
const buttons = 'button[data-take="copy"]'

function show(): void {
  if (!navigator.clipboard) return
  for (const button of document.querySelectorAll<HTMLButtonElement>(`${buttons}[hidden]`)) button.hidden = false
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>(buttons) : null
  const text = button?.parentElement?.querySelector('code')?.textContent
  if (button && text) void copy(button, text)
})

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  const status = button.parentElement?.querySelector<HTMLElement>('[data-done]')
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    button.hidden = true
    return
  }
  if (!status) return
  status.textContent = status.dataset.done ?? ''
  setTimeout(() => {
    status.textContent = ''
  }, told)
}

show()
document.addEventListener('turbo:load', show)
document.addEventListener('guildhall:changed', show)

// This makes a file without imports a module.
export {}
