/** The name of the job that deals with a mail that came in. */
export const takeInTask = 'take-in-mail'
