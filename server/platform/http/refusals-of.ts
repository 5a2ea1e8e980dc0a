/**
 * Every refusal of a row: those that follow from what else it says, then those its use case adds.
 */
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import {
  communityIsArchived,
  forbidden,
  inputInvalid,
  notFound,
  type Refusal,
  signInFirst,
  tooMany,
} from '#server/platform/refuse.ts'

/** What the row may refuse; the API's description and the tests read it here. */
export function refusalsOf(row: Endpoint): readonly Refusal[] {
  const { who, path, method, genuine, forged = notFound, limit, whileArchived, refusals: own = [] } = row
  const isForPeople = who !== 'anyone' && who !== 'bearer'
  const isAct = method === 'POST'
  // Where one may not read, nothing is there; nor is it in a place that says not_found of its own accord.
  const asksMore = isForPeople && who !== 'signed_in' && who !== 'read'
  const tellsRight = asksMore && !own.includes(notFound)
  const implied = [
    isForPeople && signInFirst,
    isForPeople && path.includes('/:') && notFound,
    genuine && forged,
    // A token that may only read is refused every act.
    isForPeople && (isAct || tellsRight) && forbidden,
    // An archived community is there to be read.
    asksMore && path.includes('/:community') && !whileArchived && communityIsArchived,
    // An act takes an object, and a key that is not too long.
    isAct && inputInvalid,
    limit && tooMany,
  ]
  return [...new Set([...implied.filter((one) => one !== false && one !== undefined), ...own])]
}
