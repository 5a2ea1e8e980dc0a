/**
 * The script of every page: the small elements that make it move. Parts that few pages need come later: Turbo
 * when the reader is about to act, the composer when one is in sight.
 */
import './elements/arrival.ts'
import './elements/chrome.ts'
import './elements/live-region.ts'
import './elements/moving-time.ts'
import './elements/visit-beacon.ts'
import './elements/vote-form.ts'
import './elements/waking-media.ts'
import { late } from './late.ts'
import { eachPage } from './late-turbo.ts'

// "/" leads to the search; where its field does not fit, to the page of the search.
addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey, target } = event
  if (key !== '/' || ctrlKey || metaKey || altKey || localStorage.getItem('guildhall/no-slash')) return
  if (!(target instanceof HTMLElement) || target.isContentEditable || target.matches('input,select,textarea')) return
  const field = document.querySelector<HTMLInputElement>('.seek [name],main [role=search] [name=q]')
  event.preventDefault()
  field?.focus()
  if (document.activeElement !== field) field?.form?.requestSubmit()
})
addEventListener('focusin', ({ target }) => {
  if (target instanceof Element && target.matches('.seek [name]')) void late(() => import('./elements/site-search.ts'))
})

const near = new IntersectionObserver(
  (seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return
    near.disconnect()
    void late(() => import('./composer.ts'))
  },
  { rootMargin: '300px' },
)

function fetchElements(): void {
  for (const composer of document.querySelectorAll('markdown-composer:not(:defined)')) near.observe(composer)
  if (document.querySelector('arrange-list:not(:defined)')) void late(() => import('./elements/arrange-list.ts'))
  if (document.querySelector('thread-talk:not(:defined)')) void late(() => import('./elements/thread-talk.ts'))
  if (document.querySelector('[data-take]')) void late(() => import('./elements/taking.ts'))
  if (document.querySelector('upload-field:not(:defined),own-zone'))
    void late(() => import('./elements/upload-field.ts'))
}
fetchElements()
eachPage(fetchElements)
for (const change of ['turbo:render', 'turbo:frame-load', 'guildhall:changed'])
  document.addEventListener(change, fetchElements)
// Parts that could not be fetched are fetched once there is a connection again.
addEventListener('online', fetchElements)
