/**
 * Writes what the documents restate of the program: in docs/operating.md the table of settings from their schema, and the
 * commands; all of docs/permissions.md, docs/activities.md and docs/by-mail.md. Run `node docs/generate.ts` after a change; convention tests tell where it was forgotten.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Command, Option } from 'commander'
import { activitiesText } from '#docs/activities-text.ts'
import { byMailText } from '#docs/by-mail-text.ts'
import { permissionsText } from '#docs/permissions-text.ts'
import { app } from '#server/app.ts'
import { commandLine } from '#server/command-line/commands.ts'
import { settings } from '#server/platform/config.ts'

const operating = new URL('operating.md', import.meta.url)
const permissions = new URL('permissions.md', import.meta.url)
const activities = new URL('activities.md', import.meta.url)
const byMail = new URL('by-mail.md', import.meta.url)

/** What docs/operating.md should say, given what it says: everything between the marks is made anew. */
export function generated(text: string): string {
  return between(between(text, 'settings', settingsTable()), 'commands', commandList())
}

function between(text: string, name: string, made: string): string {
  const [open, close] = [`<!-- generated: ${name} -->`, `<!-- end of ${name} -->`]
  const from = text.indexOf(open)
  const to = text.indexOf(close)
  if (from < 0 || to < from) throw new Error(`docs/operating.md has no marks around its ${name}.`)
  return `${text.slice(0, from)}${open}\n${made}\n${text.slice(to)}`
}

function settingsTable(): string {
  const rows = Object.entries(settings.shape).map(([name, shape]) => {
    const { data } = shape.safeParse(undefined)
    return `| \`${name}\` | ${data === undefined ? '' : `\`${asWritten(data)}\``} | ${shape.description ?? ''} |`
  })
  return ['| Setting | Default | What it is for |', '| --- | --- | --- |', ...rows]
    .join('\n')
    .replaceAll('| `` |', '|  |')
}

/** A default in the words one would set it with. */
function asWritten(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value === 'number' && value >= 1e6) return `${value / 1e6}MB`
  return Array.isArray(value) ? value.join(',') : String(value)
}

function commandList(): string {
  return leaves(commandLine())
    .map(({ path, command }) => {
      const takes = command.registeredArguments.map((one) => ` <${one.name()}>`).join('')
      const options = command.options.map(optionLine)
      return [`**\`bin/guildhall ${path}${takes}\`** ${command.description()}`, '', ...options].join('\n').trimEnd()
    })
    .join('\n\n')
}

function leaves(command: Command, path: readonly string[] = []): { path: string; command: Command }[] {
  return command.commands.length === 0
    ? [{ path: path.join(' '), command }]
    : command.commands.flatMap((one) => leaves(one, [...path, one.name()]))
}

function optionLine({ flags, description, defaultValue, argChoices, mandatory }: Option): string {
  const notes = [
    ...(mandatory ? ['required'] : []),
    ...(argChoices ? [`one of ${argChoices.join(', ')}`] : []),
    ...(defaultValue === undefined ? [] : [`default ${defaultValue}`]),
  ]
  return `- \`${flags}\` ${description}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(operating, generated(readFileSync(operating, 'utf8')))
  writeFileSync(permissions, permissionsText(app.rooms))
  writeFileSync(activities, activitiesText(app.rooms))
  writeFileSync(byMail, byMailText(app.rooms))
  console.log('Wrote the tables of docs/operating.md, docs/permissions.md, docs/activities.md and docs/by-mail.md.')
}
