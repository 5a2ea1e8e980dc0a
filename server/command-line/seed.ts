/**
 * guildhall seed
 */
import { type Command, InvalidArgumentError } from 'commander'
import { withProgram } from '#server/command-line/program.ts'
import { type Amounts, leaderAddress } from '#server/command-line/seed/ground.ts'

/** Adds `seed`. */
export function addSeed(guildhall: Command): void {
  guildhall
    .command('seed')
    .description(
      'Fill the site with invented people and what they say, for measuring. It is written beside what is there and nobody is told; ' +
        'people have the addresses person-1@seed.example and on, and the first community has them all.',
    )
    .option('--members <n>', 'people', amount, 2000)
    .option('--threads <n>', 'discussions, beside those of resources, Pings and pages', amount, 5000)
    .option('--posts <n>', 'posts; each discussion begins with one', amount, 50_000)
    .option('--resources <n>', 'things in the Toolkits', amount, 500)
    .option('--pages <n>', 'working pages, three in ten for some people alone', amount, 400)
    .option('--communities <n>', 'communities (default: one for every 40 people)', amount)
    .action((given: Partial<Amounts> & Omit<Amounts, 'communities'>) =>
      withProgram(async ({ platform }) => {
        const amounts = completed(given)
        const started = Date.now()
        const { plant } = await import('#server/command-line/seed/plant.ts')
        const { firstCommunity } = await plant(platform, amounts, (sentence) => process.stderr.write(`${sentence}\n`))
        for (const [name, count] of Object.entries(amounts)) {
          console.log(`${name.padEnd(12)}${count.toLocaleString('en').padStart(12)}`)
        }
        console.log(
          `Done in ${((Date.now() - started) / 1000).toFixed(1)} s. The largest community is /c/seed-${firstCommunity}; ` +
            `${leaderAddress} leads all of them.`,
        )
      }),
    )
}

function amount(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0 || value > 10_000_000) {
    throw new InvalidArgumentError('It must be a whole number from 0 to 10000000.')
  }
  return value
}

function completed(given: Partial<Amounts> & Omit<Amounts, 'communities'>): Amounts {
  const { members, threads, resources, pages } = given
  return {
    members,
    communities: Math.max(1, given.communities ?? Math.round(members / 40)),
    threads: threads === 0 && given.posts > 0 ? 1 : threads,
    posts: Math.max(given.posts, threads),
    resources,
    pages,
  }
}
