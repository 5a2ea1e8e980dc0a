import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { openLog, Secret } from '#server/platform/log.ts'

function logged(write: (log: ReturnType<typeof openLog>) => void): string {
  const to = new PassThrough()
  write(openLog('info', to))
  return to.read()?.toString() ?? ''
}

test('a secret does not show, however it is logged', () => {
  const secret = new Secret('hunter2')
  const text = logged((log) => {
    log.info({ secret, deep: { list: [secret] } }, `with ${secret}`)
    log.error({ err: Object.assign(new Error('no'), { url: secret, parameters: ['hunter2'] }) })
  })
  assert.match(text, /\[secret\]/)
  assert.doesNotMatch(text, /hunter2/)
})

test('an error keeps its code and stack', () => {
  const text = logged((log) => log.error({ err: Object.assign(new Error('gone'), { code: '57P01' }) }, 'failed'))
  const line = JSON.parse(text)
  assert.equal(line.msg, 'failed')
  assert.equal(line.err.code, '57P01')
  assert.match(line.err.stack, /log\.test/)
})
