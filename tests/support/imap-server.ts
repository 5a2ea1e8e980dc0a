/** A real IMAP server on loopback with one mailbox, for tests of mail that is read from there. */
import type { AddressInfo, Socket } from 'node:net'
import hoodiecrow from 'hoodiecrow-imap'

export interface ImapServer {
  /** For `IMAP_URL`. */
  readonly url: string
  /** Puts a mail into the mailbox, as the mail server does when one comes. */
  put(raw: string): void
  /** Each mail that lies there, with its flags. */
  flags(): readonly string[][]
  /** Breaks off every connection. */
  breakOff(): void
  close(): Promise<void>
}

/** Opens one on a free port; or, with a port, where one was before. */
export async function openImapServer(port = 0): Promise<ImapServer> {
  const crow = hoodiecrow({
    plugins: ['ID', 'SASL-IR', 'AUTH-PLAIN', 'IDLE', 'ENABLE', 'UIDPLUS', 'UNSELECT', 'LITERALPLUS'],
    users: { guild: { password: 'secret' } },
    storage: { INBOX: { messages: [] } },
  })
  const sockets = new Set<Socket>()
  crow.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
  })
  await new Promise<void>((listening) => crow.listen(port, '127.0.0.1', listening))
  const breakOff = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `imap://guild:secret@127.0.0.1:${(crow.server.address() as AddressInfo).port}/INBOX`,
    put: (raw) => crow.appendMessage('INBOX', [], false, raw.replace(/\r?\n/g, '\r\n')),
    flags: () => crow.folderCache.INBOX?.messages.map(({ flags }) => [...flags]) ?? [],
    breakOff,
    async close() {
      breakOff()
      await new Promise<void>((closed) => crow.close(closed))
    },
  }
}
