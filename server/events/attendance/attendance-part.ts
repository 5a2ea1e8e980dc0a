/** Beside an event that took place: who was there, and ticking it. */
import type { AttendanceView } from '#server/events/attendance/views.ts'
import { spanText } from '#server/events/event-parts.ts'
import type { EventView } from '#server/events/views.ts'
import { choices } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { html, type Piece } from '#server/platform/html/html.ts'
import { fold, section } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Nothing where no date has begun, or where nobody was ticked and nobody can be any more. */
export function attendancePart(event: EventView, attendance: AttendanceView, screen: Screen): Piece {
  if (!attendance) return null
  const { t } = screen
  const { count, wasThere, people, can } = attendance
  if (count === 0 && !can.tickOwn && !can.tickAll) return null
  const date = `${event.address}/dates/${shortId(attendance.timeId)}`
  const own = actButton(screen, {
    action: `${date}/presence`,
    fields: { there: wasThere ? 'no' : 'yes' },
    label: wasThere ? t('I was not there') : t('I was there'),
  })
  return section({
    id: 'attendance',
    kind: 'side',
    title: t('Who was there'),
    inside: html`<div class="flow">${event.repeats ? html`<p class="soft">${spanText(attendance, screen)}</p>` : null}<p>${t('{n, plural, =0 {Nobody is ticked yet} one {# person was there} other {# people were there}}', { n: count })}</p>${
      can.tickOwn ? own : null
    }${
      can.tickAll
        ? fold(
            t('Tick who was there'),
            form(screen, { action: `${date}/attendance`, submit: t('Save') }, [
              choices({
                name: 'people',
                label: t('Who was there'),
                hint: t('Until a day after its end.'),
                values: people.filter((one) => one.wasThere).map(({ personId }) => personId),
                choices: people.map(({ personId, name }) => ({ value: personId, label: name })),
              }),
            ]),
            { isOpen: screen.returned?.action === `${date}/attendance` },
          )
        : null
    }</div>`,
  })
}
