import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Entry {
  readonly version: string
  readonly resolved?: string
  readonly integrity?: string
  readonly optionalDependencies?: Record<string, string>
}

const file = new URL('../../package-lock.json', import.meta.url)
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> }

test('package-lock.json names no registry', () => {
  const named = Object.entries(packages).filter(([, { resolved }]) => resolved)
  assert.deepEqual(
    named.map(([path]) => path),
    [],
    'Keep omit-lockfile-registry-resolved in .npmrc, and run: npm install --package-lock-only',
  )
})

test('package-lock.json has the packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies).flatMap(([name, version]) =>
      packages[`node_modules/${name}`] || packages[`${path}/node_modules/${name}`] ? [] : `${name} ${version}`,
    ),
  )
  assert.deepEqual(
    missing,
    [],
    'npm leaves out what its registry does not have, and "npm ci" then refuses this file everywhere. ' +
      'Write it anew with a registry that has these, or add the entries by hand.',
  )
})

test('package-lock.json knows the bytes of every package', () => {
  const unknown = Object.entries(packages).filter(
    ([path, { integrity }]) => path !== '' && !integrity?.startsWith('sha512-'),
  )
  assert.deepEqual(
    unknown.map(([path, { version }]) => `${path} ${version}`),
    [],
    'npm writes none for packages of other platforms: npm view <name>@<version> dist.integrity tells it',
  )
})

test('no package runs a script of its own as it is installed', () => {
  const settings = readFileSync(new URL('../../.npmrc', import.meta.url), 'utf8')
  assert.match(settings, /^ignore-scripts=true$/m)
})
