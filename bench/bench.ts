/**
 * bin/bench: measures how quick everything is, with the gates of docs/performance.md, part by part, and tells it as a table and as JSON.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openBench } from './bench-run.ts'
import { keeps } from './figure.ts'
import { machine } from './machine.ts'
import { measureAll } from './measure-all.ts'
import { parts } from './parts.ts'
import { type Results, tableOf, writeInto } from './results.ts'

const usage = `bin/bench                 everything, three times over; ends within 20 minutes
bin/bench <part> …        some of it: ${parts.map(({ name }) => name).join(', ')}
  --quick                 one short run, to see that it works
  --minutes <n>           begin no further run after this long (20)
  --into <file>           where the figures go as JSON (.cache/bench.json)
  --profile <folder>      write down where the time of each load goes: functions and statements; figures are slower then
  --write                 put the table of these figures into docs/performance.md too`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean' },
    quick: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '20' },
    into: { type: 'string', default: fileURLToPath(new URL('../.cache/bench.json', import.meta.url)) },
    profile: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})

const unknown = positionals.filter((name) => !parts.some((part) => part.name === name))
if (values.help) console.log(usage)
else if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}.\n\n${usage}`)
  process.exitCode = 2
} else await run()

async function run(): Promise<void> {
  const chosen = parts.filter(({ name, onlyByName }) =>
    positionals.length === 0 ? !onlyByName : positionals.includes(name),
  )
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`)
  const where = await machine()
  const bench = openBench({
    size: values.quick ? 'quick' : 'full',
    profileInto: values.profile ? resolve(values.profile) : null,
    say,
  })
  try {
    const figures = await measureAll(bench, chosen, { minutes: Number(values.minutes), say })
    const results: Results = { ...where, isQuick: values.quick, figures }
    const file = resolve(values.into)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
    console.log(tableOf(results))
    if (values.write) writeInto(join(fileURLToPath(new URL('..', import.meta.url)), 'docs/performance.md'), results)
    const failed = figures.filter((figure) => keeps(figure, figure.gate) === false)
    say(failed.length === 0 ? 'Every gate holds.' : `${failed.length} of ${figures.length} figures miss their gate.`)
    process.exitCode = failed.length > 0 && !values.quick ? 1 : 0
  } finally {
    await bench.close()
  }
}
