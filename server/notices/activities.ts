/** What is done to mails, as it is recorded. */
import { activity } from '#server/platform/activity.ts'

export const mailRetried = activity('mail.retried', 'mail', {}, [], { says: 'Had a mail sent again' })
