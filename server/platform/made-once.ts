/**
 * Gives the same function with a cache that lasts as long as the program: the same arguments compute the result once.
 * It is for results that are slow to make and few in number: formats by language, colours by hue. Where they are many,
 * `most` bounds the cache, which is emptied when it is full.
 */
export function madeOnce<A extends readonly unknown[], T>(
  make: (...terms: A) => T,
  most = Number.POSITIVE_INFINITY,
): (...terms: A) => T {
  const known = new Map<string, T>()
  return (...terms) => {
    const key = JSON.stringify(terms)
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size >= most) known.clear()
    const one = make(...terms)
    known.set(key, one)
    return one
  }
}
