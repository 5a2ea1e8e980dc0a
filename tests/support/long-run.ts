/**
 * Proofs that take long on a quiet machine (over 20 seconds) run whole under `bin/test --long`. In `bin/test` a small copy of
 * them runs: the same things are asked, of fewer.
 */

const isLong = process.env.GUILDHALL_TESTS === 'long'

/** So many: whole in a long run, else fewer. */
export function asMany(whole: number, { else: fewer }: { else: number }): number {
  return isLong ? whole : fewer
}

/** All of these in a long run, else one in so many, each time beginning at another: over all times every one is taken. */
export function allOrOneIn<T>(part: number, all: readonly T[], time: number): T[] {
  return isLong ? [...all] : all.filter((_, i) => i % part === time % part)
}

/** All of these in a long run, else a few that follow each other, each time beginning at another. */
export function allOrSome<T>(few: number, all: readonly T[], time: number): T[] {
  return isLong || all.length <= few
    ? [...all]
    : Array.from({ length: few }, (_, i) => all[(time + i) % all.length] as T)
}
