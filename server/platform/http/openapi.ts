/**
 * The API's description, made from the endpoint rows, so that it describes exactly what is served.
 */
import { z } from 'zod'
import { isEdit } from '#server/platform/http/current-form.ts'
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import { refusalsOf } from '#server/platform/http/refusals-of.ts'

type Schema = Record<string, unknown>

/** The OpenAPI 3.1 document of all rows that have JSON. */
export function openApi(
  endpoints: readonly Endpoint[],
  site: { name: string; publicUrl: string },
): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const row of endpoints) {
    if ('json' in row && row.json === 'none') continue
    const path = row.path.replace(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    const methods = row.method === 'GET' ? ['get'] : row.also ? ['post', row.also.toLowerCase()] : ['post']
    for (const method of methods) (paths[path] as Record<string, unknown>)[method] = operation(row)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: site.name,
      version: '1',
      description:
        'Every address answers HTML or JSON; this describes the JSON. A no is a problem document (RFC 9457); /problems lists their codes. ' +
        'An act sent with an Idempotency-Key is done once: sent again within 48 hours it answers 303 to where the first led, as that is by then.',
    },
    servers: [{ url: site.publicUrl }],
    security: [{ token: [] }],
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  }
}

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: 'The ETag it was read with. Where it has changed since, nothing is written and the answer is 412.',
}

function operation(row: Endpoint): Schema {
  const inPath = [...row.path.matchAll(/:(\w+)/g)].map((found) => found[1] as string)
  const input: Schema = 'input' in row ? (schemaOf(row.input, 'input') as Schema) : {}
  const properties = (input.properties ?? {}) as Record<string, Schema>
  const rest = Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.includes(name)))
  const required = ((input.required ?? []) as string[]).filter((name) => !inPath.includes(name))
  const parameters = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...(row.method === 'GET'
      ? Object.entries(rest).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }))
      : []),
    ...(isEdit(row) ? [ifMatch] : []),
  ]
  const isCreated = 'created' in row && row.created
  return {
    summary: row.summary,
    'x-permission': row.who,
    parameters,
    ...(row.method === 'POST' && Object.keys(rest).length > 0
      ? { requestBody: { content: { 'application/json': { schema: { type: 'object', properties: rest, required } } } } }
      : {}),
    responses: {
      [isCreated ? '201' : '200']:
        'view' in row
          ? { description: 'Done', content: { 'application/json': { schema: schemaOf(row.view, 'output') } } }
          : { description: 'As described' },
      ...problemsOf(row),
    },
  }
}

function problemsOf(row: Endpoint): Record<string, Schema> {
  const byStatus = new Map<number, string[]>()
  for (const { status, code } of refusalsOf(row)) byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.join(', '),
        content: {
          'application/problem+json': {
            schema: { type: 'object', properties: { code: { enum: codes }, title: { type: 'string' } } },
          },
        },
      },
    ]),
  )
}

function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Schema {
  return z.toJSONSchema(shape, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
    },
  }) as Schema
}
