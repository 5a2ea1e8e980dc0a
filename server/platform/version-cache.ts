/**
 * What is read once for many readers: values of one version each, in this process, bounded in bytes.
 *
 * A value is used only where the database has just told the same version, so nobody gets an older one than a fresh read
 * would bring, and whether they may have it at all was decided by the statement that told the version. What is for some
 * people only is not kept.
 */
import { LRUCache } from 'lru-cache'
import type { Look, Platform } from '#server/platform/work.ts'

/** A value, and what it was read as. */
export interface CachedVersion<T> {
  readonly version: string
  readonly value: T
}

/** Opens a cache; beyond `mostBytes` what was asked for longest ago goes first. */
export function openVersionCache<T>({
  mostBytes,
  bytesOf,
}: {
  readonly mostBytes: number
  /** About how much memory a value takes. */
  bytesOf(value: T): number
}) {
  const caches = new WeakMap<Platform, LRUCache<string, CachedVersion<T>>>()
  const cacheOf = ({ platform }: Look) => {
    const known = caches.get(platform)
    if (known) return known
    const cache = new LRUCache<string, CachedVersion<T>>({
      maxSize: mostBytes,
      sizeCalculation: ({ value }) => Math.max(1, bytesOf(value)),
    })
    caches.set(platform, cache)
    return cache
  }
  return {
    /** What is kept under that name; its version is to be compared. */
    get: (look: Look, name: string): CachedVersion<T> | undefined => cacheOf(look).get(name),
    /** Keeps a value that was read after its version. What is read within a Work may be rolled back, so it is not kept. */
    set(look: Look, name: string, kept: CachedVersion<T>): void {
      if (!('tx' in look)) cacheOf(look).set(name, kept)
    },
  }
}

/**
 * A value for each name: from the cache where it is of the version that the database has just told, else read, all in one call.
 * @param versions the version of each name
 * @param read reads the values of these names; one that it leaves out is absent
 */
export async function eachByVersion<T>(
  look: Look,
  cache: ReturnType<typeof openVersionCache<T>>,
  versions: ReadonlyMap<string, string>,
  read: (names: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): Promise<ReadonlyMap<string, T>> {
  const values = new Map<string, T>()
  for (const [name, version] of versions) {
    const known = cache.get(look, name)
    if (known?.version === version) values.set(name, known.value)
  }
  const missing = [...versions.keys()].filter((name) => !values.has(name))
  if (missing.length === 0) return values
  for (const [name, value] of await read(missing)) {
    cache.set(look, name, { version: versions.get(name) as string, value })
    values.set(name, value)
  }
  return values
}
