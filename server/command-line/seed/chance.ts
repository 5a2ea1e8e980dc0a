/**
 * Chance that comes out the same every time: a seeded site is a function of its numbers.
 */

/** Gives the next number from 0 up to 1. */
export type Chance = () => number

/** A chance of its own for each seed (xorshift, 32 bits). */
export function chanceOf(seed: number): Chance {
  let state = (seed * 2_654_435_761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4_294_967_296
  }
}

/** One of a list that is not empty; the more `lean` is above 1, the more often one of the first. */
export function oneOf<T>(chance: Chance, list: readonly T[], lean = 1): T {
  return list[Math.floor(chance() ** lean * list.length)] as T
}

/** So many of something, each by its number from 0. */
export function times<T>(count: number, draw: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => draw(i))
}
