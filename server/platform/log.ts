/**
 * The program's log: one line of JSON for each event, or plain lines on a terminal.
 * It names route patterns and ids, never addresses, which may carry a token.
 */
import { inspect } from 'node:util'
import { pino } from 'pino'

export type Log = pino.Logger

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** A value that must not show in a log, an error, a page or JSON. Only `reveal()` gives it away. */
export class Secret {
  readonly #value: string
  constructor(value: string) {
    this.#value = value
  }
  reveal(): string {
    return this.#value
  }
  toString(): string {
    return '[secret]'
  }
  toJSON(): string {
    return '[secret]'
  }
  [inspect.custom](): string {
    return '[secret]'
  }
}

/** Opens the log. `to` is where its lines go, standard output unless told. */
export function openLog(level: (typeof logLevels)[number], to: NodeJS.WritableStream = process.stdout): Log {
  const plain = 'isTTY' in to && to.isTTY === true
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorLine } },
    plain ? { write: (line: string) => void to.write(plainLine(line)) } : to,
  )
}

/** An error as its message, code and stack; never the values that were sent with a query, nor other properties. */
function errorLine(problem: unknown) {
  if (!(problem instanceof Error)) return { message: String(problem) }
  const code = 'code' in problem ? String(problem.code) : undefined
  return { type: problem.name, code, message: problem.message, stack: problem.stack }
}

const names: Record<number, string> = { 20: 'debug', 30: '', 40: 'warning', 50: 'error', 60: 'fatal' }

function plainLine(line: string): string {
  const { level, time, msg = '', err, ...rest } = JSON.parse(line)
  const more = Object.keys(rest).length ? ` ${inspect(rest, { breakLength: Infinity, compact: true })}` : ''
  const stack = err?.stack ? `\n${err.stack}` : ''
  return `${String(time).slice(11, 19)} ${names[level] ? `${names[level]}: ` : ''}${msg}${more}${stack}\n`
}
