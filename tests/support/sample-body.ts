/**
 * What may be sent to an act, made from its schema: a value that passes for each field it needs, and which of
 * its fields take text. So a new act is covered without more work; where its shape needs more, its room's `samples.ts` says it.
 */
import { z } from 'zod'
import { app } from '#server/app.ts'
import type { ActEndpoint, Endpoint } from '#server/platform/http/endpoint.ts'
import { allWords } from '#tests/support/room-samples.ts'

export const rows: readonly Endpoint[] = app.rooms.flatMap((room) => room.endpoints)
export const actRows: readonly ActEndpoint[] = rows.filter((row): row is ActEndpoint => row.method === 'POST')

/** `POST /c/:community/…`, as a sentence of a test names a row. */
export function nameOf(row: Endpoint): string {
  return `${row.method} ${row.path}`
}

/** A row's path with a value for each of its parameters. */
export function addressOf(row: Endpoint, samples: Readonly<Record<string, string>>): string {
  return row.path.replace(/:(\w+)/g, (_, name: string) => samples[name] ?? 'none')
}

/** Values of fields by their name, where any text will not do; `path field` where a path has its own. */
const words = allWords('fieldWords')

interface Shape {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maxLength?: number
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
}

function shapeOf(row: ActEndpoint, io: 'input' | 'output'): Shape {
  return z.toJSONSchema(row.input, { io, unrepresentable: 'any' }) as Shape
}

/** A body that passes an act's schema, without the values in its path. `given` are values that depend on existing rows. */
export function sampleBody(row: ActEndpoint, given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const known = { ...words, ...given }
  const { properties = {}, required = [] } = shapeOf(row, 'input')
  const inPath = new Set([...row.path.matchAll(/:(\w+)/g)].map(([, name]) => name))
  const body: Record<string, unknown> = {}
  for (const [name, shape] of Object.entries(properties)) {
    if (inPath.has(name)) continue
    const own = `${row.path} ${name}`
    const value =
      own in known ? known[own] : name in known ? known[name] : required.includes(name) ? some(shape) : undefined
    if (value !== undefined && fits(shape, value)) body[name] = value
  }
  return body
}

function some(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  if (shape.anyOf) return shape.anyOf.some(({ type }) => type === 'null') ? undefined : some(shape.anyOf[0] as Shape)
  if (shape.type === 'integer' || shape.type === 'number') return shape.minimum ?? 1
  if (shape.type === 'boolean') return true
  if (shape.type === 'array') return []
  return 'Marmalade'
}

/** Is a value by name one that this field knows? `to` is a place in one act and a switch in another. */
function fits(shape: Shape, value: unknown): boolean {
  if (shape.anyOf) return shape.anyOf.some((one) => fits(one, value))
  if (shape.enum) return shape.enum.includes(value)
  return shape.pattern === undefined || new RegExp(shape.pattern).test(String(value))
}

/** A field of an act that takes what people write. */
export interface TextField {
  readonly name: string
  /** The most characters it takes, where its shape has a limit. */
  readonly most: number
  /** Does it take several texts under its name? */
  readonly isList: boolean
}

/** The fields of an act, apart from those in its path, that take any text. */
export function textFields(row: ActEndpoint): TextField[] {
  const inPath = new Set([...row.path.matchAll(/:(\w+)/g)].map(([, name]) => name))
  const after = shapeOf(row, 'output').properties ?? {}
  return Object.entries(shapeOf(row, 'input').properties ?? {}).flatMap(([name, shape]) => {
    const isList = shape.type === 'array'
    const one = isList ? (shape.items ?? {}) : shape
    if (inPath.has(name) || !takesText(one)) return []
    const most = one.maxLength ?? (isList ? after[name]?.items : after[name])?.maxLength ?? 200
    return [{ name, most, isList }]
  })
}

function takesText(shape: Shape): boolean {
  if (shape.anyOf) return shape.anyOf.some(takesText)
  const isText = shape.type === 'string' || (Array.isArray(shape.type) && shape.type.includes('string'))
  return isText && !shape.enum && shape.const === undefined && !shape.pattern && !shape.format
}
