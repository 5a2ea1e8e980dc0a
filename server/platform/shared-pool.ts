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

/** Statements that may wait on one connection, a second or two of work; whoever comes then is told that it is busy. */
const mostWaiting = 1000
const tooManyWaiting = '53300'

/** A connection in pipeline mode, as kysely asks for it. */
type SharedClient = pg.Client & PostgresPoolClient

interface Lane {
  readonly client: SharedClient
  readonly ready: Promise<unknown>
  underWay: number
  /** When it last answered, or began after having nothing to do. */
  movedAt: number
}

/** Where somebody gets a connection for one statement. Emits `acquire` for each. */
export class SharedPool extends EventEmitter implements PostgresPool {
  readonly options = {}
  readonly #lanes = new Set<Lane>()
  readonly #open: () => pg.Client
  readonly #most: number
  /** The lane of this turn of the event loop: what begins together goes together. */
  #current: Lane | null = null

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
    const lane = this.#pick()
    if (lane.underWay === 0) lane.movedAt = Date.now()
    lane.underWay++
    this.emit('acquire')
    await lane.ready
    return lane.client
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
    const before = [...this.#lanes]
    this.#lanes.clear()
    this.#current = null
    return endAll(before)
  }

  end(): Promise<void> {
    return endAll([...this.#lanes])
  }

  #pick(): Lane {
    const current = this.#current
    if (current && current.underWay < mostTogether && !isSlow(current)) return current
    for (const lane of this.#lanes) if (isSpoilt(lane)) this.#drop(lane)
    const [best] = [...this.#lanes].sort((a, b) => Number(isSlow(a)) - Number(isSlow(b)) || a.underWay - b.underWay)
    const lane = best && (best.underWay === 0 || this.#lanes.size >= this.#most) ? best : this.#openLane()
    if (lane.underWay >= mostWaiting) throw Object.assign(new Error('Too many reads wait.'), { code: tooManyWaiting })
    this.#holdBack(lane)
    return lane
  }

  /** Everything written to this lane until nothing more begins leaves in one go. */
  #holdBack(lane: Lane): void {
    const { stream } = (lane.client as unknown as { connection: { stream: NodeJS.WritableStream & Corked } }).connection
    stream.cork()
    this.#current = lane
    process.nextTick(() => {
      stream.uncork()
      if (this.#current === lane) this.#current = null
    })
  }

  #drop(lane: Lane): void {
    this.#forget(lane)
    void endAll([lane])
  }

  #forget(lane: Lane): void {
    this.#lanes.delete(lane)
    if (this.#current === lane) this.#current = null
  }

  #openLane(): Lane {
    const client = this.#open() as SharedClient
    const lane: Lane = { client, ready: client.connect(), underWay: 0, movedAt: Date.now() }
    const forget = () => this.#forget(lane)
    client.release = () => {
      lane.underWay--
      lane.movedAt = Date.now()
    }
    client.on('error', forget)
    client.on('end', forget)
    lane.ready.catch(forget)
    this.#lanes.add(lane)
    return lane
  }
}

interface Corked {
  cork(): void
  uncork(): void
}

/** Somebody left a transaction open: what is asked after it would be part of that. */
function isSpoilt({ client, underWay }: Lane): boolean {
  return underWay === 0 && ['T', 'E'].includes(client.getTransactionStatus() ?? '')
}

function isSlow({ underWay, movedAt }: Lane): boolean {
  return underWay > 0 && Date.now() - movedAt > slowMs
}

async function endAll(lanes: readonly Lane[]): Promise<void> {
  await Promise.all(lanes.map(({ client, ready }) => ready.then(() => client.end()).catch(() => undefined)))
}
