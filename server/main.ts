/**
 * The program: settings, database, roles, and an end that loses nothing.
 */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { type Config, ConfigMistakes, readConfig } from '#server/platform/config.ts'
import { reachServer } from '#server/platform/db.ts'
import { type Log, openLog } from '#server/platform/log.ts'
import { type Connection, startEmbedded } from '#server/platform/postgres.ts'
import { growSemiSpace } from '#server/platform/semi-space.ts'
import type { RunningProgram } from '#server/platform/start.ts'

const ofRoot =
  'Guildhall runs as root, and needs nothing that only root may do. Start it as an ordinary user of its own.'

/** How long running requests and jobs may take to finish, in ms, before the program ends all the same. */
const patience = 20_000

const config = configOrStop()
const log = openLog(config.logLevel)
for (const note of config.notes) log.warn(note)

try {
  if (config.roles.includes('web')) await tryToListen(config)
  const database = await openDatabaseServer(config, log)
  if (process.getuid?.() === 0) log.warn(ofRoot)
  // The rooms are loaded only now: a start that cannot be says why at once.
  const [{ app }, { startProgram }, { readySite }] = await Promise.all([
    import('#server/app.ts'),
    import('#server/platform/start.ts'),
    import('#server/ready-site.ts'),
  ])
  const site = await readySite(config, database.connection, log)
  const program = await startProgram(app, site.config, database.connection, log)
  const opening = open(program)
  endWell(program, database, opening)
  await opening
  growSemiSpace()
} catch (problem) {
  stopWith(problem)
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}

function configOrStop(): Config {
  try {
    return readConfig(process.env)
  } catch (problem) {
    if (problem instanceof ConfigMistakes)
      for (const sentence of problem.sentences) process.stderr.write(`${sentence}\n`)
    else process.stderr.write(`${(problem as Error).stack}\n`)
    return process.exit(1)
  }
}

/** Tells whether the address is free, before a database is opened or a demo is made. */
async function tryToListen({ host, port }: Config): Promise<void> {
  const trial = createServer()
  trial.listen({ host, port })
  await once(trial, 'listening')
  trial.close()
  await once(trial, 'close')
}

/** Fills an empty site with the demo, listens, and says where. */
async function open({ platform, server }: RunningProgram): Promise<void> {
  const { openDemoIfEmpty, welcome } = await import('#server/welcome.ts')
  await openDemoIfEmpty(platform, say)
  await server?.listen({ host: config.host, port: config.port })
  await welcome(platform, say)
}

interface DatabaseServer {
  readonly connection: Connection
  stop(): Promise<void>
}

/** The server that DATABASE_URL names, or the embedded one. */
async function openDatabaseServer({ databaseUrl, dataDir }: Config, log: Log): Promise<DatabaseServer> {
  if (databaseUrl) return { connection: await reachServer(databaseUrl), stop: async () => undefined }
  return startEmbedded({ dataDir, log })
}

/** Ctrl-C and SIGTERM let the start, requests and jobs finish, then stop the database; a second one does not wait. */
function endWell(program: RunningProgram, database: DatabaseServer, opening: Promise<void>): void {
  let ending = false
  const end = async (signal: string) => {
    if (ending) process.exit(1)
    ending = true
    log.info(`Stopping (${signal}). What is under way is finished first.`)
    await opening
    setTimeout(() => process.exit(1), patience).unref()
    await program.stop()
    await database.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void end('Ctrl-C'))
  process.on('SIGTERM', () => void end('SIGTERM'))
}

function stopWith(problem: unknown): never {
  const { message, syscall, stack } = problem as NodeJS.ErrnoException
  const isOfListening = syscall === 'listen' || syscall === 'getaddrinfo'
  const sentence = isOfListening ? whyNotListening(problem as NodeJS.ErrnoException) : message
  process.stderr.write(`${log.isLevelEnabled('debug') ? stack : sentence}\n`)
  process.exit(1)
}

function whyNotListening({ code, message }: NodeJS.ErrnoException): string {
  const { host, port } = config
  if (code === 'EADDRINUSE') return `Something else listens on port ${port}. Set PORT to another one.`
  if (code === 'EACCES') return `This user may not listen on port ${port}. Set PORT to one from 1024 on.`
  return `HOST is ${host}, where this machine cannot listen: ${message}. Set it to an address of this machine.`
}
