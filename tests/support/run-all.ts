/**
 * Every test file of the project, two processes at a time, as `node --test` prints them. What takes long begins first, so that
 * no processor waits at the end for one file; small files run several in one process (together.ts).
 */
import { once } from 'node:events'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { fileURLToPath } from 'node:url'
import { globalSetup, globalTeardown } from '#tests/support/whole-run.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const generated = join(root, '.cache/together')

/** How long one test may take, in ms; file-limit.ts limits its file. */
const testLimit = Number(process.argv[2])

/** Some that take longest; the others follow by what they start. */
const longest = [
  'tests/journeys/every-screen.test.ts',
  'server/command-line/backup.test.ts',
  'bench/bench.test.ts',
  'tests/journeys/phone.test.ts',
  'server/pings/in-browser.test.ts',
]

/** What starts programs, changes the process or measures it: each has a process to itself. */
const isAlone =
  /openBrowser|openWindow|startDemo|startServer|spawnServer|runGuildhall|openBench|Embedded\(|spawnSync|process\.(env|exit|on|once|emit|cpuUsage|memoryUsage)|globalThis|\bmock\b|cpuTimeOf|job-holder/

const files = globSync('{server,database,web,demo,tests,bench}/**/*.test.ts', { cwd: root })
  .filter((name) => !name.includes('/node_modules/'))
  .map((name) => {
    const text = readFileSync(join(root, name), 'utf8')
    return { name, size: text.length, alone: isAlone.test(text) }
  })
  .sort((one, other) => rank(one.name) - rank(other.name) || other.size - one.size)

function rank(name: string): number {
  return longest.includes(name) ? longest.indexOf(name) : longest.length
}

/** The small files, dealt into so many processes that each does about as much. */
function groups(): string[] {
  const small = files.filter(({ alone }) => !alone)
  const count = Math.ceil(small.length / 10)
  rmSync(generated, { recursive: true, force: true })
  mkdirSync(generated, { recursive: true })
  return Array.from({ length: count }, (_, i) => {
    const names = small.filter((_, at) => at % count === i).map(({ name }) => name)
    const path = join(generated, `${i + 1}.ts`)
    const list = JSON.stringify(names, null, 2)
    writeFileSync(path, `import { together } from '#tests/support/together.ts'\n\nawait together(${list})\n`)
    return path
  })
}

const alone = files.filter((file) => file.alone).map(({ name }) => join(root, name))
await globalSetup()
const results = run({
  files: [...alone, ...groups()],
  concurrency: 2,
  timeout: testLimit,
  execArgv: ['--import', fileURLToPath(new URL('file-limit.ts', import.meta.url))],
})
results.on('test:fail', ({ todo }) => {
  if (todo === undefined || todo === false) process.exitCode = 1
})
results.compose(spec).pipe(process.stdout)
await once(results, 'end')
await globalTeardown()
