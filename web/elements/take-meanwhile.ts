/** "Use this": puts what somebody else saved meanwhile into the writer's own field. A page that has it fetches this script. */

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
/** Ticks the boxes with these values, and no others of that name. */
function choose({ name, form }: HTMLInputElement, values: string): void {
  const chosen = values.split('\n')
  for (const one of form?.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`) ?? [])
    one.checked = chosen.includes(one.value)
}

// This makes a file without imports a module.
export {}
