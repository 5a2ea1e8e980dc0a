/** The demo in German. */

import { deConversation } from '#demo/texts/de-conversation.ts'
import { deEvents } from '#demo/texts/de-events.ts'
import { dePages } from '#demo/texts/de-pages.ts'
import { dePeople } from '#demo/texts/de-people.ts'
import { deResources } from '#demo/texts/de-resources.ts'
import { deThreads } from '#demo/texts/de-threads.ts'
import type { DemoTexts } from '#demo/texts/shape.ts'

export const de: DemoTexts = {
  locale: 'de',
  people: dePeople,
  area: {
    label: 'Arbeitsbereich',
    names: {
      care: 'Gesundheit und Pflege',
      learning: 'Lernen',
      transport: 'Transport und Lager',
      production: 'Fertigung',
      service: 'Kundenservice',
    },
  },
  community: {
    name: 'Zum ersten Mal leiten',
    purpose:
      'Wir werden besser darin, unser erstes Team zu leiten: Wir probieren am Montag etwas aus und erzählen einander am Freitag, wie es war.',
    charter: {
      domain:
        'Zum ersten Mal ein Team leiten: Rückmeldung geben, unter vier Augen reden, eine Woche planen, die den Dienstag überlebt, und dabei man selbst bleiben.',
      who_for:
        'Alle, die seit weniger als drei Jahren ein Team leiten, egal in welchem Bereich. Wer früher dabei war, bleibt, solange er mag; aus eurem zweiten und dritten Jahr lernen die anderen am meisten.',
      norms:
        '- Wir erzählen, was wir **ausprobiert** haben, nicht, was man tun sollte.\n- Was über Dritte gesagt wird, bleibt hier.\n- Keine Antwort ist zu klein. „Es hat nicht geklappt“ ist eine Antwort.\n- Widersprich der Sache, frag nach dem Menschen.',
      questions:
        '1. Was lässt Rückmeldung am selben Tag ankommen?\n2. Wie leiten wir Menschen, neben denen wir gesessen haben?\n3. Welche Besprechungen können weg?',
    },
    containers: [
      {
        name: 'Schirmherrin',
        size: 'large',
        people: [{ key: 'dana', quote: 'Ich lese hier jedes Gespräch. Widersprecht mir.' }],
      },
      {
        name: 'Leitung',
        size: 'medium',
        people: [
          { key: 'ada', quote: '' },
          { key: 'tomas', quote: '' },
        ],
      },
    ],
    course: {
      name: 'Das erste eigene Team',
      about:
        'Zwölf Wochen für alle, die zum ersten Mal ein Team leiten: zuhören, Rückmeldung geben, entscheiden, loslassen.',
      picture: 'course.webp',
    },
    cohorts: ['Gruppe 1', 'Gruppe 2', 'Gruppe 3', 'Gruppe 4'],
    nextCohort: 'Gruppe 5',
    feed: { name: 'Neue Teamleitungen', fileName: 'neue-teamleitungen.csv' },
    cohortThreads: [
      {
        title: 'Wer sind wir, und welches Gespräch haben wir aufgeschoben?',
        kind: 'talk',
        posts: [
          {
            by: 'ada',
            hoursAgo: 99,
            says: 'Ein Satz über dein Team, einer über ein Gespräch, das wartet. Das liest nur unsere Gruppe, und Tomás und ich.',
          },
          {
            by: 'dov',
            hoursAgo: 95,
            says: 'Elf Leute im Lager, drei davon haben mich eingearbeitet. Mein Gespräch ist mit einem von den dreien.',
            reactions: [['agree', 'maren', 'elif', 'noah']],
          },
          {
            by: 'elif',
            hoursAgo: 92,
            says: 'Sechs Leute im Vertrieb. Einem von ihnen habe ich noch nie gesagt, dass er sehr gut ist. Ich denke immer, er weiß es.',
            replies: [
              { by: 'camila', hoursAgo: 90, says: 'Weiß er nicht. Ich war fünf Jahre lang bei jemandem die Stille.' },
            ],
          },
          {
            by: 'noah',
            hoursAgo: 84,
            says: 'Neun Leute, die an jemand anderen berichten. Meins ist mit meiner eigenen Leitung: über die Sonntage.',
          },
        ],
      },
    ],
    circle: {
      name: 'Nachtschichten',
      about: 'Für alle, die ihr Team selten bei Tag sehen: Übergaben, Pausen und wen man um drei Uhr anruft.',
      threads: [
        {
          title: 'Wer steht auf eurer Liste für drei Uhr morgens?',
          kind: 'question',
          posts: [
            {
              by: 'cleo',
              hoursAgo: 24 * 11,
              says: 'Auf meiner stand ein Name, und letzte Woche war sie im Urlaub. Wer steht auf eurer, und wissen sie davon?',
            },
            {
              by: 'amina',
              hoursAgo: 24 * 11 - 6,
              says: 'Die Station nebenan, vor allen mit einem Titel. Die sind wach und kennen das Haus.',
              reactions: [['insight', 'cleo', 'luca', 'tomas']],
            },
            {
              by: 'ben',
              hoursAgo: 24 * 10,
              says: 'Zwei Leute im Wechsel, je eine Woche. Wer die Woche hat, bekommt den Montag frei. Seitdem steht jeder gern auf der Liste.',
              replies: [{ by: 'cleo', hoursAgo: 24 * 10 - 3, says: 'Der Montag. Genau der hat gefehlt.' }],
            },
          ],
          answer: 2,
        },
        {
          title: 'Die Viertelstunde um sechs',
          kind: 'talk',
          posts: [
            {
              by: 'luca',
              hoursAgo: 24 * 6,
              says: 'Wir übergeben jetzt im Stehen und sagen nur, was sich geändert hat. Fünfzehn Minuten. Sobald sich jemand setzt, werden es vierzig.',
            },
            {
              by: 'tomas',
              hoursAgo: 24 * 5,
              says: 'Darf ich das den anderen zeigen, ohne die Nacht zu erwähnen? Sagt es hier, wenn ihr es lieber behaltet.',
            },
          ],
        },
      ],
    },
    letter: {
      source:
        'Willkommen. In den nächsten zwölf Wochen übt ihr zusammen, was neuen Leitungen niemand beibringt: zuhören, sagen, was man sieht, und andere entscheiden lassen.\n\nWir treffen uns dienstags um vier. Vor dem ersten Mal:\n\n- bring ein Gespräch mit, das du aufgeschoben hast\n- lies, was die drei Gruppen vor euch im Toolkit aufgehoben haben\n\nFragt mich alles, jederzeit.\n\nAda',
      todo: 'Sag deiner Gruppe Hallo',
    },
  },
  elsewhere: {
    name: 'Mit Daten erzählen',
    purpose: 'Diagramme, die man in zehn Sekunden versteht, und der Mut, den Rest wegzulassen.',
    question: 'Welches deiner Diagramme möchtest du verbessern?',
    request: 'Das mit unseren Reaktionszeiten. Es hat vierzig Linien, und in meinem Team liest es niemand.',
  },
  draft: {
    name: 'Fallwerkstatt',
    purpose: 'Einmal im Monat ein echter Fall; jeder geht mit drei Ideen zum Ausprobieren.',
  },
  topics: [
    { key: 'feedback', name: 'Rückmeldung und Lob' },
    { key: 'hard', name: 'Schwere Gespräche', under: 'feedback' },
    { key: 'oneonone', name: 'Unter vier Augen' },
    { key: 'remote', name: 'Leiten aus der Ferne' },
    { key: 'delegation', name: 'Delegieren' },
    { key: 'meetings', name: 'Besprechungen' },
    { key: 'newteam', name: 'Die ersten neunzig Tage' },
    { key: 'hiring', name: 'Einstellen und begrüßen' },
    { key: 'strategy', name: 'Wohin wir gehen' },
  ],
  conversation: deConversation,
  resources: deResources,
  threads: deThreads,
  pages: dePages,
  events: deEvents,
  announcements: [
    {
      title: 'Ab Januar treffen wir uns donnerstags',
      source:
        'Viele von euch haben es sich gewünscht: Ab Januar ist unsere **monatliche Stunde** am ersten Donnerstag, 16 bis 17 Uhr.\n\n- Der Raum bleibt derselbe, der Link auch.\n- Wer nicht kommen kann, findet bei den Arbeitsseiten, was wir besprochen haben.',
      hoursAgo: 98,
      pinnedForHours: 24 * 20,
      asksConfirmation: false,
    },
    {
      title: 'Was wir weitersagen und was hier bleibt',
      source:
        'Wir haben uns auf drei Sätze geeinigt. Bitte lest sie und bestätigt es.\n\n1. Was hier jemand von seinem Team erzählt, bleibt hier.\n2. Was du daraus gelernt hast, darfst du überall nutzen.\n3. Bevor du jemanden zitierst, frag nach.',
      hoursAgo: 50,
      asksConfirmation: true,
    },
  ],
  plannedAnnouncement: {
    title: 'Was wir im Dezember zurücklassen',
    source:
      'Eine letzte Neuigkeit vor den Feiertagen.\n\nSchaut bitte eure **Fälle** durch und schließt, was erledigt ist. Im Januar fangen wir mit den drei an, die am meisten geholfen haben.',
    inHours: 24 * 9 + 4,
  },
  pings: {
    planned: {
      title: 'Worum soll es in unserer ersten Stunde im Januar gehen?',
      answers: ['Um einen Fall von uns', 'Wie wir loben', 'Was wir sein lassen'],
      inHours: 24 * 6 + 2,
    },
    open: {
      question: 'Was hält dich am meisten davon ab, gleich Rückmeldung zu geben?',
      answers: [
        'Mir fehlen die Worte',
        'Ich habe Angst vor der Reaktion',
        'Es ist nie der richtige Moment',
        'Ich glaube nicht, dass es hilft',
      ],
      votes: [17, 12, 9, 3],
      voice: 'dana',
      sentHoursAgo: 20,
      hours: 48,
      posts: [
        {
          by: 'cleo',
          hoursAgo: 19,
          says: 'Die Worte kommen zwei Stunden später, im Auto. Jedes Mal. Deshalb schreibe ich jetzt den ersten Satz vor der Schicht auf.',
          reactions: [
            ['agree', 'rui', 'ines', 'luca', 'marta'],
            ['thanks', 'tomas'],
          ],
        },
        {
          by: 'jonas',
          hoursAgo: 18,
          says: 'Bei mir ist es die Werkstatt. Acht Leute hören jedes Wort, also warte ich, und dann ist Donnerstag.',
        },
        {
          by: 'amina',
          hoursAgo: 17,
          says: 'Ehrlich: Angst vor der Reaktion. Eine Kollegin war schon auf dieser Station, bevor ich geboren wurde.',
          replies: [
            {
              by: 'piet',
              hoursAgo: 16,
              says: 'Ich bin meistens diese Kollegin: Frag mich zuerst, was ich anders machen würde. Fast immer weiß ich es.',
              reactions: [['insight', 'amina', 'tomas', 'dana', 'nora']],
            },
          ],
        },
        {
          by: 'kenji',
          hoursAgo: 15,
          says: 'Die Worte, und in meiner zweiten Sprache. Ich habe drei Sätze auf einer Karte. Die Karte hat noch nie jemanden gestört.',
        },
        {
          by: 'luca',
          hoursAgo: 14,
          says: 'Zwischen sechs und zehn Uhr abends gibt es keinen guten Moment. Nach zehn will niemand mehr etwas hören. Wir machen es jetzt beim Kaffee vor der nächsten Schicht.',
        },
        {
          by: 'viktor',
          hoursAgo: 12,
          says: 'Dann widerspreche ich: Meistens hilft es nicht. Die Leute wissen, was schiefging. Es hilft, den Plan zu ändern, der es schiefgehen ließ.',
          replies: [
            {
              by: 'dana',
              hoursAgo: 11,
              says: 'Danke, dass du das hier sagst. Welcher Plan? Schreibst du mir, oder besser: machst du ein Gespräch dazu auf?',
            },
            { by: 'viktor', hoursAgo: 10, says: 'Mache ich. Gib mir bis Freitag.' },
          ],
        },
        {
          by: 'ines',
          hoursAgo: 9,
          says: 'Ich habe meine Meinung geändert, seit ich Piet gelesen habe. Ich hatte die Reaktion gewählt. Es sind die Worte: Wenn ich zuerst frage, brauche ich keine Angst zu haben.',
          reactions: [['agree', 'piet', 'amina']],
        },
        {
          by: 'malik',
          hoursAgo: 7,
          says: 'Der Moment. Wir sind fünf Leute an vier Orten. Bis ich jemanden sehe, ist es zwei Wochen her.',
        },
        {
          by: 'sana',
          hoursAgo: 6,
          says: 'Die Worte. Ich übe mit meiner Schwester. Sie gibt mir Rückmeldung zu meiner Rückmeldung.',
        },
      ],
    },
    closed: [
      {
        question: 'Wie lange dauert dein Gespräch unter vier Augen?',
        answers: ['Ich führe noch keine', 'Eine Viertelstunde', 'Eine halbe Stunde', 'Eine Stunde'],
        outcome: {
          text: 'Elf von euch führen noch keine, die meisten, weil ihnen nie jemand eins gezeigt hat. Darum liegt die Vorlage, die wirklich benutzt wird, jetzt im Toolkit, und die nächste Fallwerkstatt handelt vom ersten Gespräch.',
          hoursAgo: 150,
        },
        votes: [11, 8, 15, 2],
        byCohort: [
          [2, [3, 3, 5, 1]],
          [3, [4, 3, 7, 0]],
        ],
        before: {
          votes: [17, 6, 7, 1],
          byCohort: [
            [2, [5, 2, 3, 0]],
            [3, [9, 2, 2, 0]],
          ],
          sentHoursAgo: 24 * 170,
          hours: 48,
        },
        sentHoursAgo: 24 * 16,
        hours: 48,
        posts: [
          {
            by: 'ben',
            hoursAgo: 24 * 15,
            says: 'Eine Viertelstunde, im Transporter, während der andere fährt. Besser als keins.',
            replies: [
              {
                by: 'rui',
                hoursAgo: 26,
                says: 'Gelesen und auf dem Weg zur Baustelle gemacht. In zehn Minuten hat er mir mehr erzählt als im ganzen Frühjahr.',
              },
            ],
          },
          {
            by: 'hana',
            hoursAgo: 24 * 15 - 3,
            says: 'Eine halbe Stunde, und jedes dritte sage ich ab. Das sollte ich nicht laut sagen.',
          },
          {
            by: 'ada',
            hoursAgo: 24 * 13,
            says: 'Ihr habt gesagt: Elf von euch führen keine, die meisten, weil euch nie jemand eins gezeigt hat. Wir haben getan: Die Vorlage, die wirklich benutzt wird, liegt jetzt im Toolkit, und die nächste Fallwerkstatt handelt vom ersten Gespräch.',
            reactions: [['thanks', 'ben', 'jonas', 'greta', 'yara', 'nora']],
          },
        ],
      },
      {
        question: 'Welche Besprechung würdest du morgen abschaffen?',
        answers: [
          'Die wöchentliche Statusrunde',
          'Die Planung, vor der es allen graut',
          'Die, die ich selbst leite',
          'Keine, wir haben zu wenige',
        ],
        votes: [18, 7, 6, 4],
        sentHoursAgo: 24 * 30,
        hours: 72,
        posts: [
          {
            by: 'chidi',
            hoursAgo: 24 * 29,
            says: 'Status. Wir haben ihn stattdessen an die Wand geschrieben. Niemand hat die Runde zurückverlangt.',
          },
          { by: 'greta', hoursAgo: 24 * 29 - 5, says: 'Die, die ich selbst leite. Es tat gut, das zuzugeben.' },
        ],
      },
      {
        question: 'Leitest du Menschen, die früher neben dir saßen?',
        answers: ['Ja, die meisten im Team', 'Ja, ein oder zwei', 'Nein'],
        votes: [12, 13, 8],
        sentHoursAgo: 24 * 48,
        hours: 24,
        posts: [
          {
            by: 'priya',
            hoursAgo: 24 * 47,
            says: 'Die meisten. Vier Jahre haben wir zusammen zu Mittag gegessen. Das tun wir noch, nur mittwochs nicht.',
          },
        ],
      },
    ],
    few: {
      question: 'Würden fünf stille Minuten am Anfang eurer Teambesprechung guttun?',
      answers: ['Ja, das machen wir schon', 'Ich würde es gern probieren', 'Nein'],
      votes: [1, 2, 0],
      sentHoursAgo: 23,
      hours: 72,
      posts: [],
    },
    next: [
      {
        question: 'Wann hat sich zuletzt jemand für deine Rückmeldung bedankt?',
        answers: ['Diese Woche', 'Diesen Monat', 'Länger her', 'Noch nie'],
        votes: [8, 13, 12, 6],
        sentHoursAgo: 0,
        hours: 48,
        posts: [],
      },
      {
        question: 'Was machst du montags als Erstes?',
        answers: [
          'Herumgehen und grüßen',
          'Lesen, was gekommen ist',
          'Die Woche allein planen',
          'Die Woche mit dem Team planen',
        ],
        votes: [15, 12, 6, 8],
        sentHoursAgo: 0,
        hours: 48,
        posts: [],
      },
      {
        question: 'Wer hilft dir, wenn du nicht weiterweißt?',
        answers: ['Meine eigene Führungskraft', 'Jemand von hier', 'Jemand zu Hause', 'Noch niemand'],
        votes: [9, 17, 8, 5],
        sentHoursAgo: 0,
        hours: 48,
        posts: [],
      },
    ],
  },
}
