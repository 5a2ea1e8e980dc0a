/**
 * Taking a whole order of a list that somebody arranged. Pure.
 */
import { z } from 'zod'
import { inputInvalid, no, refusal, type Verdict, yes } from '#server/platform/refuse.ts'

export const orderChanged = refusal(
  'order_changed',
  409,
  'Somebody else changed this list meanwhile, so your order was not taken. Here it is as it is now.',
)

/** The keys of a list in an order: as a list in JSON, with blanks between them in a form. */
const keys = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : value),
  z.array(z.string().max(300)).max(1000),
)

/** What an arranged list sends: the order it should have, and the one it had when it was shown. */
export const orderInput = { order: keys, was: keys }
export interface NewOrder {
  readonly order: readonly string[]
  readonly was: readonly string[]
}

/** The order to save: all that is there now, and nothing else; or no, where the list is not the one that was shown. */
export function validOrder(there: readonly string[], { order, was }: NewOrder): Verdict<readonly string[]> {
  if (there.length !== was.length || there.some((key, i) => key !== was[i])) return no(orderChanged)
  const isWhole = order.length === there.length && new Set(order).size === there.length
  return isWhole && order.every((key) => there.includes(key)) ? yes(order) : no(inputInvalid)
}
