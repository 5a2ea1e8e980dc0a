/**
 * The bare reference, a process of its own: one Fastify route, one select by primary key through pg.
 */
import fastify from 'fastify'
import pg from 'pg'

const connection = JSON.parse(process.argv[2] ?? '{}') as pg.ClientConfig
const pool = new pg.Pool({ ...connection, max: 10 })
// Where PostgreSQL is killed the pool gets new connections.
pool.on('error', () => undefined)
const server = fastify()

server.get('/threads/:id', async (request) => {
  const { id } = request.params as { id: string }
  const { rows } = await pool.query({
    name: 'thread',
    text: 'select id, title from entry where id = $1',
    values: [id],
  })
  return rows[0]
})

const address = await server.listen({ host: '127.0.0.1', port: 0 })
process.send?.(address)
process.once('disconnect', () => process.exit(0))
