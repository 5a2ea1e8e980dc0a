/** What happens to the texts of this room, as it is recorded. */
import { activity } from '#server/platform/activity.ts'

export const charterWritten = activity('charter.written', 'community', {}, [], { says: 'Wrote the charter' })
