/** The demo's working pages, in German. */
import type { DemoPage } from '#demo/texts/shape.ts'

const firstTalk = `## Wann man es nutzt

In den ersten zwei Wochen, mit allen, die an dich berichten. Nicht in der Woche der Jahresgespräche.

## Was man braucht

Vierzig Minuten, einen Raum mit Tür oder einen Spaziergang, und keinen Laptop.

## Schritt für Schritt

1. Sag, wozu es da ist: zu hören, wie sie am besten arbeiten, nicht zu erzählen, wie du es machst.
2. Frag, was so bleiben soll, wie es ist. Schreib es auf, wo sie es sehen.
3. Frag, was ihnen im Weg steht.`

const quietColleague = `## Der Fall

Ein Kollege von mir weiß mehr als alle anderen über unsere Touren und sagt in Besprechungen nichts. Danach schreibt er mir lange Nachrichten, und er hat recht.

## Die Frage

Wie kommt das, was er weiß, in den Raum, ohne dass ich ihn vorführe?`

export const dePages: readonly DemoPage[] = [
  {
    title: 'Das erste Einzelgespräch mit jeder und jedem im Team',
    versions: [
      { by: 'ada', hoursAgo: 90, source: firstTalk },
      {
        by: 'tomas',
        hoursAgo: 70,
        source: `${firstTalk}\n4. Versprich eine Sache, klein genug, dass sie bis Freitag getan ist.\n\n## Was schiefgeht\n\nDu redest dreißig von vierzig Minuten. Leg die Uhr auf den Tisch und schau hin, wenn du dich selbst hörst.`,
      },
      {
        by: 'cleo',
        hoursAgo: 26,
        source: `${firstTalk}\n4. Versprich eine Sache, klein genug, dass sie bis Freitag getan ist, und sag, wann ihr zusammen darauf schaut.\n\n## Was schiefgeht\n\nDu redest dreißig von vierzig Minuten. Leg die Uhr auf den Tisch und schau hin, wenn du dich selbst hörst.\n\n## Wer es gemacht hat\n\nCleo (aus der Ferne), Tomas (Nachtschicht), Ben (an der Rampe, im Gehen).`,
      },
    ],
    posts: [
      {
        by: 'ben',
        hoursAgo: 25,
        says: 'Ich würde „was im Weg steht“ vor „was bleiben soll“ fragen. An der Rampe lobt in den ersten zehn Minuten niemand etwas.',
        replies: [{ by: 'cleo', hoursAgo: 24, says: 'Dann schreib es so. Es ist eine Seite, kein Stein.' }],
      },
    ],
  },
  {
    title: 'Fall: der Kollege, der hinterher schreibt',
    versions: [
      { by: 'ben', hoursAgo: 60, source: quietColleague },
      {
        by: 'fatou',
        hoursAgo: 40,
        source: `${quietColleague}\n\n## Was die anderen sehen\n\nVielleicht braucht er die Frage einen Tag vorher. Ich schicke abends zwei Zeilen: „Morgen frage ich dich nach den drei schlimmsten Kreuzungen.“ — Fatou`,
      },
    ],
    posts: [],
  },
]
