/**
 * Lines to stand in: what is put in one line happens one after the other, what is in different lines does not wait.
 */

/** Runs a callback after all that were put in the same line before it, whether those went well or not. */
export type InLine = (line: string, run: () => Promise<void>) => Promise<void>

/** Opens lines; one that is empty takes no memory. */
export function openLines(): InLine {
  const lines = new Map<string, Promise<void>>()
  return (line, run) => {
    const done = (lines.get(line) ?? Promise.resolve()).then(run)
    const settled = done
      .catch(() => undefined)
      .then(() => {
        if (lines.get(line) === settled) lines.delete(line)
      })
    lines.set(line, settled)
    return done
  }
}
