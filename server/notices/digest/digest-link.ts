/** The link in a digest, whose holder turns it off or chooses otherwise. Its key is the person. */
import { mailLink } from '#server/platform/mail/acts/mail-link.ts'

export const digestLink = mailLink('/digest', 'digest')
