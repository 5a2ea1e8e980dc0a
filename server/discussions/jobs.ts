/**
 * The jobs of this room: a task, the shape of its payload, a use case.
 */
import { z } from 'zod'
import { askAgain } from '#server/discussions/asked-again/ask-again.ts'
import { job } from '#server/platform/room.ts'

/** Questions are asked again within the hour in which they are due. */
export const askAgainJob = job({ task: 'ask-again', cron: '25 * * * *', payload: z.object({}), run: askAgain })
