/**
 * A program that only holds the embedded PostgreSQL of a data folder, for tests that kill it.
 *
 *     node tests/support/postgres-holder.ts DATA_DIR
 *
 * Prints one line of JSON when it is up, and stops cleanly on SIGTERM.
 */
import { startEmbedded } from '#server/platform/postgres.ts'

try {
  const told: string[] = []
  const tell = (sentence: string) => void told.push(sentence)
  const { connection, stop } = await startEmbedded({
    dataDir: process.argv[2] ?? '',
    log: { info: tell, warn: tell },
  })
  process.on('SIGTERM', () => void stop().then(() => process.exit(0)))
  console.log(JSON.stringify({ connection, told }))
} catch (problem) {
  console.error((problem as Error).message)
  process.exitCode = 1
}
