/** The address of a mailbox (`IMAP_URL`) without the secrets in it. Pure. */
export function mailboxAddress({ host, pathname }: URL): string {
  return `${host}${pathname}`
}
