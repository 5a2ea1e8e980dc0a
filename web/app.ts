/** What every page runs: moving between pages, and the small elements that make it move. */
import { config } from '@hotwired/turbo'
import './elements/chrome.ts'
import './elements/moving-time.ts'
import './elements/visit-beacon.ts'

// Turbo's own bar is styled by a tag our policy forbids; styles/frame.css draws one from html[data-busy] instead.
config.drive.progressBarDelay = 2 ** 31 - 1

// The composer is a second file, fetched by the first page that has one.
function fetchComposer(): void {
  // composer
}
document.addEventListener('turbo:load', fetchComposer)
document.addEventListener('guildhall:changed', fetchComposer)
