/**
 * `<live-region>`: shows what others do on this page while it is in sight. One stream per tab carries all topics of the page.
 *
 * The contract (server side: server/platform/live/)
 *
 *   The page    `<div data-live-topic="ping/0192…" data-live-version="17">` names each topic and the version shown.
 *               `data-live="posts"` names an element that changes may aim at. Several may carry one name.
 *   Asked as    GET /live?topics=ping/0192…@17,thread/0193…@4            (versions encoded; none: everything)
 *   `update`    { topic, version, changes: [{ target, mode, id?, order?, html?, announce? }] }
 *               replace   the children of `[data-live=target]` become `html`, morphed in place so that focus stays.
 *                         Where the target has `data-parts`, only its descendants with a `data-part` of the same name are
 *                         changed (text, and style, so that bars move); everything around them is left alone.
 *               upsert    the item `id` is changed in place, or put where its `order` belongs among its siblings'
 *                         `data-order` (ascending text; descending where the target has `data-newest-first`).
 *               remove    the item `id` goes.
 *               announce  is a polite announcement, at most one sentence every ten seconds, the latest first.
 *   `gone`      { topic }: no longer open to this reader. The page is fetched afresh.
 *   `over`      { why }: the stream has ended for good. The page shows the words of `template[data-over=why]`, and nothing is
 *               asked again until the reader comes back to the page. Text typed on it stays.
 *   `ready`     the page is up to date; what follows is new.
 *
 *   Never touched: an element with `data-mine` or `data-may`, and a composer. An element `[data-empty-for=target]` hides
 *   while the target has children. `html[data-stream]` is `on`, or `lost` once cut off for some seconds.
 */
import { type Turbo, turbo } from '../late-turbo.ts'

interface Change {
  target: string
  mode: 'replace' | 'upsert' | 'remove'
  id?: string
  order?: string
  html?: string
  announce?: string
}

const sayEveryMs = 10_000
const firstWaitMs = 1000
const longestWaitMs = 30_000

class LiveRegion extends HTMLElement {
  #stream: EventSource | null = null
  #asked = ''
  #misses = 0
  #retry = 0
  #lost = 0
  #saidAt = 0
  #toSay = 0
  /** Ends what it listens to. */
  #ended = new AbortController()

  connectedCallback(): void {
    this.#ended = new AbortController()
    const { signal } = this.#ended
    document.addEventListener('visibilitychange', () => this.#attend(), { signal })
    document.addEventListener('turbo:render', () => this.#attend(), { signal })
    const again = () => {
      this.#misses = 0
      this.#attend()
    }
    addEventListener('online', again, { signal })
    // An open stream would keep a page that is left out of the browser's back-forward cache.
    addEventListener('pagehide', () => this.#close(), { signal })
    addEventListener('pageshow', () => this.#attend(), { signal })
    this.#attend()
  }

  disconnectedCallback(): void {
    this.#ended.abort()
    clearTimeout(this.#toSay)
    this.#close()
  }

  /** Opens, keeps or closes the stream, depending on the page's topics and whether it is in sight. */
  #attend(): void {
    const inSight = document.visibilityState === 'visible'
    const topics = inSight ? topicsOnPage() : new Map<string, string>()
    const asked = [...topics.keys()].join()
    if (this.#stream && asked === this.#asked) return
    this.#close()
    if (!topics.size) return
    this.#asked = asked
    const query = [...topics]
      .map(([topic, version]) => (version ? `${topic}@${encodeURIComponent(version)}` : topic))
      .join(',')
    const stream = new EventSource(`/live?topics=${encodeURIComponent(query)}`)
    stream.addEventListener('ready', () => this.#found())
    stream.addEventListener('update', ({ data }) => void this.#take(JSON.parse(data)))
    stream.addEventListener('over', ({ data }) => this.#endFor(JSON.parse(data).why))
    stream.addEventListener('gone', async () => {
      const came = await turbo()
      came?.cache.clear()
      if (came) came.visit(location.href, { action: 'replace' })
      else location.reload()
    })
    // EventSource would come back by itself, but with the versions of the beginning, and not after an error status.
    stream.addEventListener('error', () => this.#miss())
    this.#stream = stream
  }

  #close(): void {
    this.#stream?.close()
    this.#stream = null
    clearTimeout(this.#retry)
    clearTimeout(this.#lost)
    this.#lost = 0
  }

  /** Turbo's cached pages go too: the reader may not be allowed to see them any more. */
  async #endFor(why: string): Promise<void> {
    this.#close()
    const words = this.querySelector<HTMLTemplateElement>(`[data-over=${why}]`)?.content.cloneNode(true)
    document.querySelector('.said')?.replaceChildren(words ?? why)
    document.documentElement.dataset.stream = 'lost'
    const came = await turbo()
    came?.cache.clear()
  }

  #found(): void {
    document.querySelector('.over')?.remove()
    this.#misses = 0
    clearTimeout(this.#lost)
    this.#lost = 0
    document.documentElement.dataset.stream = 'on'
  }

  #miss(): void {
    this.#stream?.close()
    this.#stream = null
    clearTimeout(this.#retry)
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** this.#misses++)
    // The delay is random, so that not all pages come back to a restarted server at once.
    this.#retry = window.setTimeout(() => this.#attend(), wait * (0.6 + Math.random() * 0.8))
    this.#lost ||= window.setTimeout(() => {
      document.documentElement.dataset.stream = 'lost'
    }, 4000)
  }

  async #take({ topic, version, changes }: { topic: string; version: string; changes: Change[] }): Promise<void> {
    const morphs = await turbo()
    if (!morphs) {
      // The page shows that it stands still. The next stream begins with what the page does not have yet.
      this.#close()
      document.documentElement.dataset.stream = 'lost'
      return
    }
    const places = document.querySelectorAll<HTMLElement>(`[data-live-topic="${CSS.escape(topic)}"]`)
    // Another page may have come meanwhile, whose lists have the same names.
    if (!places.length) return
    for (const element of places) element.dataset.liveVersion = version
    for (const change of changes) {
      for (const target of document.querySelectorAll<HTMLElement>(`[data-live="${CSS.escape(change.target)}"]`)) {
        apply(target, change, morphs)
      }
      if (change.announce) this.#say(change.announce)
    }
    document.dispatchEvent(new CustomEvent('guildhall:changed'))
  }

  #say(sentence: string): void {
    clearTimeout(this.#toSay)
    const wait = Math.max(0, this.#saidAt + sayEveryMs - Date.now())
    this.#toSay = window.setTimeout(() => {
      this.#saidAt = Date.now()
      const voice = this.querySelector('[aria-live]')
      if (voice) voice.textContent = sentence
    }, wait)
  }
}

function topicsOnPage(): Map<string, string> {
  const topics = new Map<string, string>()
  for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-live-topic]')) {
    if (dataset.liveTopic) topics.set(dataset.liveTopic, dataset.liveVersion ?? '')
  }
  return topics
}

const untouched = '[data-mine], [data-may], markdown-composer'
const callbacks = { beforeNodeMorphed: (node: Node) => !(node instanceof Element && node.matches(untouched)) }

/** Applies one change to one target. */
function apply(target: HTMLElement, { mode, id, order, html = '' }: Change, morphs: Turbo): void {
  const made = document.createElement('template')
  made.innerHTML = html
  if (mode === 'remove') {
    if (id) target.querySelector(`#${CSS.escape(id)}`)?.remove()
  } else if (mode === 'replace') {
    if (target.hasAttribute('data-parts')) changeParts(target, made.content)
    else morphs.morphChildren(target, made.content as unknown as Element, { callbacks })
  } else {
    upsert(target, made.content.firstElementChild as HTMLElement | null, { id, order }, morphs)
  }
  for (const empty of document.querySelectorAll<HTMLElement>(
    `[data-empty-for="${CSS.escape(target.dataset.live ?? '')}"]`,
  )) {
    empty.hidden = target.childElementCount > 0
  }
}

function changeParts(target: HTMLElement, made: DocumentFragment): void {
  for (const part of made.querySelectorAll<HTMLElement>('[data-part]')) {
    for (const shown of target.querySelectorAll<HTMLElement>(`[data-part="${CSS.escape(part.dataset.part ?? '')}"]`)) {
      if (shown.innerHTML !== part.innerHTML) shown.innerHTML = part.innerHTML
      const style = part.getAttribute('style')
      if (style !== null && shown.getAttribute('style') !== style) shown.setAttribute('style', style)
    }
  }
}

function upsert(
  target: HTMLElement,
  item: HTMLElement | null,
  { id, order = item?.dataset.order ?? '' }: { id?: string; order?: string },
  { morphElements }: Turbo,
): void {
  if (!item) return
  const known = id ? target.querySelector(`#${CSS.escape(id)}`) : null
  if (known) {
    morphElements(known, item, { callbacks })
    return
  }
  item.classList.add('arrived')
  item.dataset.order = order
  const newestFirst = target.hasAttribute('data-newest-first')
  const later = [...target.children].find((one) => {
    const its = (one as HTMLElement).dataset.order
    return its !== undefined && (newestFirst ? its < order : its > order)
  })
  target.insertBefore(item, later ?? null)
}

customElements.define('live-region', LiveRegion)
