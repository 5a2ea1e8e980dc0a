/**
 * What something costs in processor time, which a busy machine does not change; wall-clock time it would.
 */

/** How much processor time of this process and its threads the callback takes, in ms. */
export async function cpuTimeOf(run: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
