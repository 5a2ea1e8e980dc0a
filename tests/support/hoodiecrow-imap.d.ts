declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net'

  interface HoodiecrowServer {
    readonly server: Server
    readonly folderCache: Record<string, { messages: { uid: number; flags: string[] }[]; uidvalidity: number }>
    listen(port: number, host: string, listening: () => void): void
    close(closed: () => void): void
    appendMessage(folder: string, flags: readonly string[], internalDate: false, raw: string): void
  }
  export default function hoodiecrow(options: object): HoodiecrowServer
}
