/**
 * The month of a plan: a thing is dragged to another day, or led there with the arrow keys from its "Move". It keeps its hour. The site
 * says whether that may be; where it says no, the thing goes back and the sentence stands below the month.
 */

const months = '[data-take="plan"]'
const movers = `${months} a.move[data-at]`
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** What is on its way, and where it stood. */
interface Held {
  readonly mover: HTMLAnchorElement
  readonly item: HTMLLIElement
  readonly home: HTMLElement
  readonly next: Element | null
}
let held: Held | null = null
/** Moving an element takes the focus from what is in it: that is no leaving. */
let isPutting = false

function hold(mover: HTMLAnchorElement): Held | null {
  const item = mover.closest('li')
  const home = item?.parentElement
  held = item && home ? { mover, item, home, next: item.nextElementSibling } : null
  item?.classList.add('lifted')
  return held
}

function dayOf(cell: Element | null | undefined): string {
  return cell?.querySelector<HTMLTimeElement>(':scope > time')?.dateTime ?? ''
}

/** The cell of a day on which something may still be planned. */
function cellOf(mover: Element, day: string): HTMLTableCellElement | null {
  const cell = mover.closest('table')?.querySelector(`td > time[datetime="${day}"]`)?.parentElement
  return cell instanceof HTMLTableCellElement && cell.querySelector(':scope > .begin') ? cell : null
}

function put({ item, mover }: Held, cell: Element): void {
  isPutting = true
  const list = cell.querySelector('ul') ?? cell.appendChild(document.createElement('ul'))
  list.append(item)
  cell.classList.remove('none')
  mover.focus()
  isPutting = false
}

function putBack({ item, home, next }: Held): void {
  isPutting = true
  home.insertBefore(item, next)
  isPutting = false
}

function letGo(): void {
  held?.item.classList.remove('lifted')
  held = null
}

/** Says one of the sentences of the month, or what the site said. */
function say(mover: Element, words: string): void {
  const status = mover.closest(months)?.querySelector('[role=status]')
  if (status) status.textContent = words
}

function sentence(mover: Element, key: 'leading' | 'moved' | 'failed', cell?: Element): string {
  const day = cell?.querySelector(':scope > time > span')?.textContent ?? ''
  return (mover.closest<HTMLElement>(months)?.dataset[key] ?? '').replace('{day}', day)
}

/** Sends the move, which has been shown; takes it back where the site says no. */
async function send(one: Held): Promise<void> {
  const { mover, item } = one
  const cell = item.closest('td')
  const at = `${dayOf(cell)}${mover.dataset.at?.slice(10)}`
  letGo()
  if (!cell || at === mover.dataset.at) return say(mover, '')
  const address = new URL(mover.href)
  const answer = await fetch(address.pathname, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ at }),
  }).catch(() => null)
  if (answer?.ok) {
    mover.dataset.at = at
    return say(mover, sentence(mover, 'moved', cell))
  }
  putBack(one)
  mover.focus()
  const no = await answer?.json().catch(() => null)
  say(mover, no?.fields?.at ?? no?.title ?? sentence(mover, 'failed'))
}

document.addEventListener('keydown', (event) => {
  const { target, key } = event
  if (!(target instanceof HTMLAnchorElement) || !target.matches(movers)) return
  if (held && key === 'Escape') {
    event.preventDefault()
    const one = held
    putBack(one)
    letGo()
    one.mover.focus()
    say(target, '')
  }
  if (held && key === 'Enter') {
    event.preventDefault()
    void send(held)
  }
  const step = steps[key]
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  const from = Date.parse(dayOf(target.closest('td')))
  const cell = cellOf(target, new Date(from + step * 86_400_000).toISOString().slice(0, 10))
  const one = cell && (held ?? hold(target))
  if (!one) return
  put(one, cell)
  say(target, sentence(target, 'leading', cell))
})

// Who goes elsewhere in between has moved nothing.
document.addEventListener('focusout', ({ target }) => {
  if (isPutting || !held || held.mover !== target) return
  putBack(held)
  say(held.mover, '')
  letGo()
})

document.addEventListener('dragstart', ({ target, dataTransfer }) => {
  const item = target instanceof Element ? target.closest(`${months} li[draggable]`) : null
  const mover = item?.querySelector<HTMLAnchorElement>(movers)
  if (!mover || !dataTransfer) return
  hold(mover)
  dataTransfer.effectAllowed = 'move'
})
document.addEventListener('dragover', (event) => {
  if (held && targetOf(event)) event.preventDefault()
})
document.addEventListener('drop', (event) => {
  const cell = targetOf(event)
  if (!held || !cell) return
  event.preventDefault()
  put(held, cell)
  void send(held)
})
document.addEventListener('dragend', letGo)

function targetOf({ target }: DragEvent): HTMLTableCellElement | null {
  const cell = target instanceof Element ? target.closest('td') : null
  return held && cell ? cellOf(held.mover, dayOf(cell)) : null
}

/** What only works with a script is shown by it. */
function ready(): void {
  for (const hint of document.querySelectorAll<HTMLElement>(`${months} > .hint[hidden]`)) hint.hidden = false
  for (const mover of document.querySelectorAll(movers)) mover.closest('li')?.setAttribute('draggable', 'true')
}
ready()
document.addEventListener('turbo:load', ready)
document.addEventListener('turbo:render', ready)

// This makes a file without imports a module.
export {}
