/**
 * The same function, which makes its answer once for the same terms and then keeps it, for as long as the program runs.
 * For what takes long to make and comes in few kinds: formats by language, colours by hue.
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
