/**
 * A real name server on loopback, for tests of who vouches for a mail. This process asks it, and nobody else, from then on.
 */
import { createSocket } from 'node:dgram'
import { promises, setServers } from 'node:dns'
import { once } from 'node:events'

/** The TXT records that it has, by name; it knows nothing else. */
export interface NameServer {
  readonly records: Map<string, string>
  close(): void
}

/** Opens one, and makes it the name server of this process. */
export async function openNameServer(): Promise<NameServer> {
  const records = new Map<string, string>()
  const socket = createSocket('udp4')
  socket.on('message', (question, { address, port }) => socket.send(answerTo(question, records), port, address))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const server = `127.0.0.1:${socket.address().port}`
  setServers([server])
  promises.setServers([server])
  return { records, close: () => socket.close() }
}

const txt = 16

function answerTo(question: Buffer, records: ReadonlyMap<string, string>): Buffer {
  const labels: string[] = []
  let at = 12
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.subarray(at + 1, at + 1 + length).toString('ascii'))
    at += length + 1
  }
  const asked = question.subarray(12, at + 5)
  const found = question.readUInt16BE(at + 1) === txt ? records.get(labels.join('.').toLowerCase()) : undefined
  const head = Buffer.alloc(12)
  question.copy(head, 0, 0, 2)
  head.writeUInt16BE(found === undefined ? 0x8183 : 0x8180, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(found === undefined ? 0 : 1, 6)
  if (found === undefined) return Buffer.concat([head, asked])
  const pieces = (found.match(/.{1,250}/g) ?? []).map((piece) =>
    Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece)]),
  )
  const data = Buffer.concat(pieces)
  const record = Buffer.alloc(12)
  record.writeUInt16BE(0xc00c, 0)
  record.writeUInt16BE(txt, 2)
  record.writeUInt16BE(1, 4)
  record.writeUInt32BE(1, 6)
  record.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, asked, record, data])
}
