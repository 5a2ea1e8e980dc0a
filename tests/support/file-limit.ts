/**
 * Ends a test file that hangs, and says which: node --test itself waits for its process for ever. bin/test loads this into
 * the process of every test file.
 */

/** No file takes so many minutes. A test that hangs is ended before, by --test-timeout. */
const minutes = process.env.GUILDHALL_TESTS === 'long' ? 30 : 10

let running = process.argv[1] ?? ''

const timer = setTimeout(() => {
  process.stderr.write(`${running} has not ended after ${minutes} minutes, so it is ended here.\n`)
  process.exit(1)
}, minutes * 60_000).unref()

// The process that starts those of the files runs as long as all of them.
if (process.env.NODE_TEST_CONTEXT === undefined) clearTimeout(timer)

/** Another file begins in this process, with the whole time before it. */
export function beginFile(file: string): void {
  running = file
  timer.refresh()
}
