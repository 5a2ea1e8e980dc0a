/**
 * bin/guildhall: what an operator does from a terminal.
 * Exit codes: 0 done, 1 refused or failed (one sentence on standard error), 2 not a command as `--help` describes them.
 */
import { CommanderError } from 'commander'
import { commandLine } from '#server/command-line/commands.ts'
import { ConfigMistakes } from '#server/platform/config.ts'
import { translator } from '#server/platform/i18n.ts'
import { Refused } from '#server/platform/refuse.ts'

try {
  await commandLine().parseAsync()
} catch (problem) {
  process.exitCode = exitCodeOf(problem)
}

function exitCodeOf(problem: unknown): number {
  // commander has already printed its own refusals.
  if (problem instanceof CommanderError) return problem.exitCode === 0 ? 0 : 2
  for (const sentence of sentencesOf(problem)) process.stderr.write(`${sentence}\n`)
  return 1
}

function sentencesOf(problem: unknown): readonly string[] {
  if (problem instanceof ConfigMistakes) return problem.sentences
  if (!(problem instanceof Refused)) return [problem instanceof Error ? problem.message : String(problem)]
  const t = translator('en')
  const fields = Object.entries(problem.fields)
  if (fields.length === 0) return [t(problem.refusal.says, problem.values)]
  return fields.map(([name, { says, values }]) => `${name ? `${name}: ` : ''}${t(says, values)}`)
}
