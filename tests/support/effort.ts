/**
 * What something costs, told so that a busy machine tells the same: in time of the processor, not by the clock on the wall.
 */

/** How much processor time of this process and its threads the callback takes, in ms. */
export async function effortOf(run: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
