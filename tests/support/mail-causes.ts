/** For each kind of mail something that sends it to several people, for tests of how mails leave. */
import { causesByActs } from '#tests/support/mail-causes-of-acts.ts'
import { causesByTalk } from '#tests/support/mail-causes-of-talk.ts'
import type { Cause } from '#tests/support/mail-scene.ts'

/** By the name of the kind. */
export const mailCauses: Readonly<Record<string, Cause>> = { ...causesByActs, ...causesByTalk }
