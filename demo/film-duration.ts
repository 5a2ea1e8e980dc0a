/**
 * How long a film is, in seconds, as its head says: WebM's element Duration is its id, its length of four bytes, and a
 * number of milliseconds. Null where it carries none.
 */
export function filmDuration(film: Buffer): number | null {
  const place = film.indexOf(Buffer.from([0x44, 0x89, 0x84]))
  return place < 0 ? null : film.readFloatBE(place + 3) / 1000
}
