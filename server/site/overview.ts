/**
 * The overview of the site: where people who run it begin.
 */
import { z } from 'zod'

export const overviewView = z.object({
  name: z.string(),
  /** The parts that the reader may open, in order; with how many things there are, where they can be counted. */
  parts: z.array(z.object({ key: z.string(), path: z.string(), count: z.number().nullable() })),
})
export type Overview = z.infer<typeof overviewView>
