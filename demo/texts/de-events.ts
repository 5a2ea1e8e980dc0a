/** The demo's events, in German. */
import type { DemoEvent } from '#demo/texts/shape.ts'

/** The notes of the past event, as they began. */
const sameDay =
  '## Was wir versucht haben\n\nVier von uns hatten am selben Tag etwas gesagt. Zwei haben bis Freitag gewartet, wie immer.\n\n- **Omar** hat es im Flur gesagt, in elf Wörtern. Der andere blieb stehen, dachte nach und sagte: „Stimmt, und ich bin müde.“\n- **Hana** hat erst eine Zeile aufgeschrieben und es dann ohne die Zeile gesagt.\n- **Ben** hat es vor zwei anderen gesagt. Das würde er nicht noch einmal tun.\n'

export const deEvents: readonly DemoEvent[] = [
  {
    title: 'Fallberatung: ein schweres Gespräch, sechs Leute',
    description:
      'Jemand bringt ein Gespräch mit, vor dem er sich drückt. Wir hören fünf Minuten zu, fragen zehn und probieren den ersten Satz aus, bis er nach ihm klingt.\n\nDu kannst auch ohne Fall kommen. Das machen die meisten.',
    callAddress: 'https://meet.example.org/fallberatung',
    hosts: ['tomas', 'ada'],
    plannedHoursAgo: 24 * 42,
    inDays: -40,
    at: '16:00',
    minutes: 45,
    weeks: 20,
    answers: { yes: 9, maybe: 4, no: 3 },
    posts: [
      {
        by: 'luca',
        hoursAgo: 24 * 4,
        says: 'Ich hatte letzte Woche das Gespräch mit meinem Souschef dabei. Der Satz, den wir gefunden haben, war neun Wörter lang. Am nächsten Morgen habe ich ihn gesagt.',
        reactions: [['thanks', 'tomas', 'ines', 'amina']],
      },
    ],
  },
  {
    title: 'Ein Vormittag an der Laderampe',
    description:
      'Ben zeigt, wie sein Team die Schicht übergibt: sieben Minuten, im Stehen, an einem Whiteboard. Danach gibt es Kaffee, und jeder sagt, was er davon mit nach Hause nimmt.\n\n- Zieh Schuhe an, die nass werden dürfen.\n- Das Tor geht um 8:45 Uhr auf.',
    place: 'Tor 4, Hafenstraße 12',
    hosts: ['ben'],
    plannedHoursAgo: 60,
    inDays: 9,
    at: '09:00',
    minutes: 120,
    capacity: 12,
    isMailed: true,
    answers: { yes: 14, maybe: 2, no: 6 },
    posts: [
      {
        by: 'sofia',
        hoursAgo: 41,
        says: 'Kann man auch die Übergabe der Nachtschicht sehen? Das ist die, die bei uns schiefgeht.',
        replies: [
          { by: 'ben', hoursAgo: 40, says: 'Die ist um sechs Uhr früh. Wenn drei von euch wollen, koche ich Kaffee.' },
        ],
      },
    ],
  },
  {
    title: 'Was wir gelernt haben, als wir es am selben Tag gesagt haben',
    description:
      'Eine Stunde über Rückmeldung: wer es am selben Tag gesagt hat, was dann geschah und was der andere eine Woche später gesagt hat.',
    callAddress: 'https://meet.example.org/am-selben-tag',
    hosts: ['ada'],
    plannedHoursAgo: 24 * 24,
    inDays: -12,
    at: '16:00',
    minutes: 60,
    answers: { yes: 17, maybe: 3, no: 8 },
    notes: [
      { by: 'ada', hoursAgo: 24 * 9, source: sameDay },
      {
        by: 'hana',
        hoursAgo: 24 * 8.6,
        source: `${sameDay}\n## Was sie eine Woche später gesagt haben\n\nNiemand wusste die Worte noch. Alle vier wussten noch, dass es am selben Tag war.\n\n## Was wir mitnehmen\n\n1. Sag eine Sache und stell eine Frage.\n2. Warte, bis du mit der Person allein bist, nicht bis Freitag.\n3. Wenn dir die Stimme zittert, sag, dass sie zittert.\n`,
      },
    ],
    recap: {
      title: 'Am selben Tag gesagt: was vier von uns gelernt haben',
      summary:
        'Notizen aus einer Stunde über Rückmeldung: was wir versucht haben und was nach einer Woche noch da war.',
      daysAgo: 8,
    },
    posts: [],
  },
]
