/** "Use this": what somebody else saved meanwhile, into one's own field. Fetched by a page that has it. */

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>('button[data-take]') : null
  const field = button && document.getElementById(button.dataset.take ?? '')
  if (!button || !(field instanceof HTMLElement && 'value' in field)) return
  if (field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type)) choose(field, button.value)
  else field.value = button.value
  field.dispatchEvent(new Event('input', { bubbles: true }))
  button.closest('.differs')?.classList.remove('differs')
  button.parentElement?.remove()
  field.focus()
})
/** Ticks what is among these values, and nothing else of that name. */
function choose({ name, form }: HTMLInputElement, values: string): void {
  const chosen = values.split('\n')
  for (const one of form?.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`) ?? [])
    one.checked = chosen.includes(one.value)
}

// A file without imports is a module by this.
export {}
