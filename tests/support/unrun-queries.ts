/** The last step of a whole run: names the queries that no test ran. With --long, which runs every proof whole, it is red by them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { queries } from '#tests/conventions/queries.ts'

const folder = process.env.GUILDHALL_QUERIES ?? ''
const ran = new Set(readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n')))
const unrun = queries().filter(({ place }) => !ran.has(place))
for (const { place } of unrun) console.error(`No test ran the query at ${place}.`)
if (unrun.length > 0 && process.env.GUILDHALL_TESTS === 'long') process.exitCode = 1
