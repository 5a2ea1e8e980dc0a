import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openPool, patientSettings } from '#server/platform/db.ts'
import { PatientClient } from '#server/platform/patient-client.ts'
import { testDatabase } from '#tests/support/database.ts'

const { connection } = await testDatabase()
const log = { info: () => undefined, warn: () => undefined }
const terms = { max: 2, settings: patientSettings, log, Client: PatientClient }
const pool = openPool(connection, terms)
after(() => pool.end())

test('a connection that is lost during a query, or was lost before, is reported as one to try again', async () => {
  const client = await pool.connect()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  const asked = assert.rejects(client.query('select pg_sleep(10)'), { code: 'EHOSTUNREACH' })
  await pool.query('select pg_terminate_backend($1)', [rows[0].pid])
  await asked
  await assert.rejects(client.query('select 1'), { code: 'EHOSTUNREACH' })
  client.release(true)
})

test('a server that is not there is reported as one to try again too', async () => {
  const nowhere = openPool({ ...connection, host: '/nowhere' } as typeof connection, terms)
  await assert.rejects(nowhere.connect(), { code: 'EHOSTUNREACH' })
  await assert.rejects(nowhere.query('select 1'), { code: 'EHOSTUNREACH' })
  await nowhere.end()
})

test('every other error is passed on unchanged', async () => {
  await assert.rejects(pool.query('select 1 / 0'), { code: '22012' })
})
