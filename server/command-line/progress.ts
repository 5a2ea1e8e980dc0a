/**
 * How far a command has come: one line of a terminal that is written over, or a line now and then where nobody watches.
 */

const every = 2000

/** Returns a callback that takes sentences about the progress of one command. */
export function progress(): (sentence: string) => void {
  const out = process.stderr
  let last = 0
  return (sentence) => {
    const now = performance.now()
    if (out.isTTY) {
      out.write(`\r\x1b[2K${sentence}`)
      if (last === 0) process.once('exit', () => out.write('\r\x1b[2K'))
    } else if (now - last > every) out.write(`${sentence}\n`)
    else return
    last = now
  }
}
