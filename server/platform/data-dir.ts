/**
 * Makes the folder in which a site keeps everything, or says in words why it cannot.
 */
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Makes the folder and those above it, and tries to write into it.
 * @throws a sentence where it does not
 */
export function makeDataDir(dataDir: string): void {
  try {
    makeFolder(dataDir)
    rmdirSync(mkdtempSync(join(dataDir, 'trial-')))
  } catch (problem) {
    throw new Error(`DATA_DIR is ${dataDir}, where nothing can be kept: ${reasonOf(problem as Problem, dataDir)}`)
  }
}

type Problem = NodeJS.ErrnoException

/** Others may pass through: PostgreSQL’s own user does, where the program runs as root. */
const mode = 0o711

/** Makes one folder after the other. If Node is to make them all at once, it never ends where it cannot, as below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  if (folder !== dirname(folder)) makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode })
  } catch (problem) {
    // Another process of this site made it in the same moment.
    if ((problem as Problem).code !== 'EEXIST') throw problem
  }
}

function reasonOf({ code, message }: Problem, dataDir: string): string {
  if (code === 'ENOTDIR') return `${fileIn(dataDir)} is a file. Name a folder.`
  if (code === 'EACCES' || code === 'EPERM')
    return 'this user may not write there. Give them the folder, or name another.'
  if (code === 'EROFS') return 'it can only be read. Name a folder on a disk that can be written to.'
  if (code === 'ENOENT') return 'the system makes no folders there. Name another.'
  if (code === 'ENOSPC') return 'the disk is full. Make room, or name a folder on another disk.'
  return `${message}.`
}

/** The path that is in the way: the path itself, or the nearest folder above it that exists. */
function fileIn(path: string): string {
  return existsSync(path) && !statSync(path).isDirectory() ? path : fileIn(dirname(path))
}
