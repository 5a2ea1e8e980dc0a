/**
 * Gives the same function with a cache that lasts as long as the program: the same arguments compute the result once.
 * It is for results that are slow to make and few in number: formats by language, colours by hue.
 */
export function madeOnce<A extends readonly unknown[], T>(make: (...terms: A) => T): (...terms: A) => T {
  const known = new Map<string, T>()
  return (...terms) => {
    const key = JSON.stringify(terms)
    const one = known.get(key) ?? make(...terms)
    known.set(key, one)
    return one
  }
}
