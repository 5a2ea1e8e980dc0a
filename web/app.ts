/** What every page runs: moving between pages, and the small elements that make it move. */
import { config } from '@hotwired/turbo'
import './elements/chrome.ts'
import './elements/live-region.ts'
import './elements/moving-time.ts'
import './elements/thread-talk.ts'
import './elements/upload-field.ts'
import './elements/visit-beacon.ts'
import './elements/vote-form.ts'
import './elements/waking-media.ts'

// Turbo's own bar is styled by a tag our policy forbids; styles/said.css draws one from html[data-busy] instead.
config.drive.progressBarDelay = 2 ** 31 - 1

// The composer is a second file, fetched by the first page that has one.
function fetchComposer(): void {
  if (document.querySelector('markdown-composer')) void import('./composer.ts')
}
document.addEventListener('turbo:load', fetchComposer)
document.addEventListener('turbo:render', fetchComposer)
document.addEventListener('turbo:frame-load', fetchComposer)
document.addEventListener('guildhall:changed', fetchComposer)
