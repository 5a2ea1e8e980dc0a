/**
 * A pool whose connections are shared. A read is one statement that belongs to no transaction, so many can be under way on
 * one connection: those that begin at the same moment, such as all that a page is made of, leave in one writing and come
 * back in one reading. With a connection each, every one of them wakes two processes.
 */
import { EventEmitter } from 'node:events'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** Statements under way on one connection before those that begin with them go to another. */
const mostTogether = 12
/** A connection that has answered nothing for so many ms works at something slow; nobody queues behind it by choice. */
const slowMs = 25

/** Statements that may wait on one connection, a second or two of work; a caller beyond that gets an error that it is busy. */
const mostWaiting = 1000
const tooManyWaiting = '53300'

/** A connection in pipeline mode, as kysely asks for it. */
type SharedClient = pg.Client & PostgresPoolClient

interface SharedConnection {
  readonly client: SharedClient
  readonly ready: Promise<unknown>
  underWay: number
  /** When it last answered, or began after having nothing to do. */
  movedAt: number
}

/** Gives out a connection for one statement. Emits `acquire` for each. */
export class SharedPool extends EventEmitter implements PostgresPool {
  readonly options = {}
  readonly #connections = new Set<SharedConnection>()
  readonly #open: () => pg.Client
  readonly #most: number
  /** The connection of this turn of the event loop: statements that begin together go out together. */
  #current: SharedConnection | null = null

  /**
   * @param open makes a client in pipeline mode
   * @param most connections at most; each is made as it is needed
   */
  constructor(open: () => pg.Client, most: number) {
    super()
    this.#open = open
    this.#most = most
  }

  /**
   * A connection for one statement; give it back by `release()`, once.
   * @throws with the code of PostgreSQL for too many connections where too many wait
   */
  async connect(): Promise<SharedClient> {
    const connection = this.#pick()
    if (connection.underWay === 0) connection.movedAt = Date.now()
    connection.underWay++
    this.emit('acquire')
    await connection.ready
    return connection.client
  }

  /** Asks one statement. */
  // biome-ignore lint/suspicious/noExplicitAny: rows are of whatever shape was asked for, as with pg
  async query<R extends pg.QueryResultRow = any>(text: string, values?: unknown[]): Promise<pg.QueryResult<R>> {
    const client = await this.connect()
    try {
      return await (client as pg.Client).query<R>(text, values)
    } finally {
      client.release()
    }
  }

  /** Lets connections that read the settings of the database anew take the place of these. */
  renew(): Promise<void> {
    const before = [...this.#connections]
    this.#connections.clear()
    this.#current = null
    return endAll(before)
  }

  end(): Promise<void> {
    return endAll([...this.#connections])
  }

  #pick(): SharedConnection {
    const current = this.#current
    if (current && current.underWay < mostTogether && !isSlow(current)) return current
    for (const connection of this.#connections) if (isSpoilt(connection)) this.#drop(connection)
    const [best] = [...this.#connections].sort(
      (a, b) => Number(isSlow(a)) - Number(isSlow(b)) || a.underWay - b.underWay,
    )
    const connection =
      best && (best.underWay === 0 || this.#connections.size >= this.#most) ? best : this.#openConnection()
    if (connection.underWay >= mostWaiting)
      throw Object.assign(new Error('Too many reads wait.'), { code: tooManyWaiting })
    this.#holdBack(connection)
    return connection
  }

  /** Holds what is written to this connection until no more statements begin, and sends it in one go. */
  #holdBack(connection: SharedConnection): void {
    const { stream } = (connection.client as unknown as { connection: { stream: NodeJS.WritableStream & Corked } })
      .connection
    stream.cork()
    this.#current = connection
    process.nextTick(() => {
      stream.uncork()
      if (this.#current === connection) this.#current = null
    })
  }

  #drop(connection: SharedConnection): void {
    this.#forget(connection)
    void endAll([connection])
  }

  #forget(connection: SharedConnection): void {
    this.#connections.delete(connection)
    if (this.#current === connection) this.#current = null
  }

  #openConnection(): SharedConnection {
    const client = this.#open() as SharedClient
    const connection: SharedConnection = { client, ready: client.connect(), underWay: 0, movedAt: Date.now() }
    const forget = () => this.#forget(connection)
    client.release = () => {
      connection.underWay--
      connection.movedAt = Date.now()
    }
    client.on('error', forget)
    client.on('end', forget)
    connection.ready.catch(forget)
    this.#connections.add(connection)
    return connection
  }
}

interface Corked {
  cork(): void
  uncork(): void
}

/** A caller left a transaction open; later statements would become part of it. */
function isSpoilt({ client, underWay }: SharedConnection): boolean {
  return underWay === 0 && ['T', 'E'].includes(client.getTransactionStatus() ?? '')
}

function isSlow({ underWay, movedAt }: SharedConnection): boolean {
  return underWay > 0 && Date.now() - movedAt > slowMs
}

async function endAll(connections: readonly SharedConnection[]): Promise<void> {
  await Promise.all(connections.map(({ client, ready }) => ready.then(() => client.end()).catch(() => undefined)))
}
