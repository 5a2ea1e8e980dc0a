/**
 * What something costs, told so that a busy machine tells the same: in time of the processor, not by the clock on the wall.
 */

/** How much processor time of this process and its threads the deed takes, in ms. */
export async function effortOf(deed: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await deed()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
