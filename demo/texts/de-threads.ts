/** The demo's free-standing discussions, in German. */
import type { DemoThread } from '#demo/texts/shape.ts'

export const deThreads: readonly DemoThread[] = [
  {
    title: 'Wie eröffnet ihr ein schweres Gespräch aus der Ferne?',
    topic: 'hard',
    kind: 'question',
    answer: 2,
    posts: [
      {
        by: 'cleo',
        hoursAgo: 50,
        says: 'Ich muss jemandem sagen, dass ihr Ton am Telefon scharf wird. Sie arbeitet zu Hause, ich sehe sie zweimal im Jahr, und auf Video klinge ich wie ein Brief vom Finanzamt.\n\nWie fangt ihr an?',
      },
      {
        by: 'tomas',
        hoursAgo: 49,
        says: 'Telefon, nicht Video. Geh dabei spazieren. Am Telefon hört man, dass du nach Worten suchst, und das ist freundlicher als ein Gesicht, das sich vorbereitet hat.',
        reactions: [
          ['insight', 'cleo', 'ben', 'sana', 'marta'],
          ['agree', 'malik'],
        ],
      },
      {
        by: 'fatou',
        hoursAgo: 47,
        says: 'Ich fange mit der Sache an, und mit mir:\n\n> Ich habe gestern drei Anrufe gehört. Beim zweiten bin ich zusammengezuckt. Hören wir ihn gemeinsam an?\n\nNicht „wie geht es dir“, dann das Wetter, dann das Messer. Sie weiß, warum du anrufst.',
        reactions: [
          ['thanks', 'cleo', 'dov', 'ada', 'elif', 'nora'],
          ['tried', 'ben'],
        ],
        replies: [
          { by: 'cleo', hoursAgo: 46, says: '„Hören wir ihn gemeinsam an“ hat mir gefehlt. Danke.' },
          {
            by: 'ben',
            hoursAgo: 30,
            says: 'Heute früh probiert, mit einem Lieferbericht statt einem Anruf. Vier Minuten, und einmal haben wir gelacht.',
          },
          { by: 'fatou', hoursAgo: 29, says: 'Vier Minuten sind richtig. Meine dauern nur länger, wenn ich rede.' },
          { by: 'ada', hoursAgo: 28, says: '@ben-reyes erzählst du am Freitag, ob es gehalten hat?' },
        ],
      },
      {
        by: 'oscar',
        hoursAgo: 44,
        says: 'Sagt ihr vorher, worum es geht? Ich weiß es nie.',
        replies: [
          {
            by: 'tomas',
            hoursAgo: 43,
            says: 'Eine Zeile am selben Morgen. Nie am Abend davor: Sie würde nicht schlafen, und ich auch nicht.',
          },
        ],
      },
      {
        by: 'cleo',
        hoursAgo: 6,
        says: 'Es ist geschafft. Ich habe fast wörtlich Fatous Satz genommen. Sie sagte, sie habe gewartet, dass jemand merkt, wie müde sie ist. Jetzt haben wir ein anderes Gespräch vor uns, und es ist ein besseres.',
        reactions: [['thanks', 'fatou', 'tomas', 'dana', 'ines', 'luca']],
        replies: [
          {
            by: 'tomas',
            hoursAgo: 1.5,
            says: '@cleo-marsh bringst du das in die nächste Fallwerkstatt? Die anderen sollten die zweite Hälfte hören.',
          },
        ],
      },
    ],
  },
  {
    title: 'Gruppe 4 ist da: sagt Hallo',
    topic: 'first',
    kind: 'talk',
    posts: [
      {
        by: 'ada',
        hoursAgo: 70,
        says: 'Willkommen, ihr alle. Dieser Ort endet nicht mit dem Kurs; die aus Gruppe 1 sind noch da, und sie antworten.\n\nSagt in zwei Sätzen, **wen ihr leitet** und **wonach ihr gefragt werden wollt**.',
      },
      {
        by: 'maren',
        hoursAgo: 60,
        says: 'Elf Lehrkräfte, und 130 Sechzehnjährige obendrauf. Fragt mich nach Elternabenden.',
      },
      {
        by: 'malik',
        hoursAgo: 58,
        says: 'Fünf Leute an vier Orten. Fragt mich nach kurzen Runden im Stehen, bitte nicht nach Strategie.',
        reactions: [['agree', 'omar', 'paulo']],
      },
      { by: 'elif', hoursAgo: 40, says: 'Sieben im Verkauf, alle lauter als ich. Fragt mich, wie ich zu Wort komme.' },
      {
        by: 'dov',
        hoursAgo: 3,
        says: 'Lager, neun Leute, seit Montag. Fragt mich irgendetwas, ich weiß es auch nicht. @ada-lindqvist wo würdest du anfangen?',
        reactions: [['thanks', 'grace', 'maren']],
        replies: [
          {
            by: 'grace',
            hoursAgo: 2,
            says: 'Mit einer Frage an jeden der neun: „Was soll so bleiben, wie es ist?“ Ich habe ein Jahr gebraucht, um zu merken, dass das die bessere ist.',
          },
        ],
      },
    ],
  },
  {
    title: 'Der ältere Kollege, der meine Stelle wollte',
    topic: 'hard',
    kind: 'question',
    posts: [
      {
        by: 'ines',
        hoursAgo: 120,
        says: 'Er ist gut, er ist fair, und er wollte diese Stelle. Er sagt nie ein Wort dazu. Ich auch nicht. Muss ich?',
      },
      {
        by: 'piet',
        hoursAgo: 118,
        says: 'Ja, einmal. Ich war er. Meine junge Chefin sagte am zweiten Tag: „Du wolltest das hier. Ich hätte gern für dich gearbeitet. Was brauchst du von mir, damit es gut wird?“ Ich wäre für sie durch eine Wand gegangen.',
        reactions: [['insight', 'ines', 'ada', 'priya', 'jonas', 'dana']],
      },
      {
        by: 'priya',
        hoursAgo: 100,
        says: 'Und frag ihn, was er als Erstes täte, wenn er die Stelle hätte. Dann tu eins davon und sag, wessen Idee es war.',
      },
      {
        by: 'ines',
        hoursAgo: 26,
        says: 'Wir haben geredet. Piet, ich habe deinen Satz genommen. Er war eine Weile still, und dann hat er mir die Liste gezeigt, die er für sein Bewerbungsgespräch gemacht hatte. Wir fangen mit Nummer drei an.',
        reactions: [
          ['thanks', 'piet'],
          ['agree', 'tomas', 'nora'],
        ],
      },
      {
        by: 'arne',
        hoursAgo: 22,
        says: 'Mit dreißig lernt man erst und leitet später. Gib ihm die Stelle, und hör auf, Fremde zu fragen, ob du sie behalten darfst.',
        reports: [
          {
            by: 'nora',
            hoursAgo: 20,
            reason: 'unkind',
            says: 'Inês hat um Hilfe gebeten, und hier steht, sie soll aufgeben.',
          },
          { by: 'jonas', hoursAgo: 8, reason: 'unkind' },
        ],
      },
    ],
  },
  {
    title: 'Womit ich diesen Monat aufgehört habe',
    topic: 'team',
    kind: 'talk',
    posts: [
      {
        by: 'hana',
        hoursAgo: 190,
        says: 'Nach sechs im Gruppenchat zu antworten. Es ist nichts passiert. Am dritten Tag hörten andere auch auf.',
      },
      {
        by: 'omar',
        hoursAgo: 180,
        says: 'Die Berichte meines Teams umzuschreiben. Sie sind nicht, wie ich sie schriebe. Man versteht sie.',
        reactions: [['agree', 'malik', 'felix', 'julie']],
      },
      { by: 'luca', hoursAgo: 150, says: '„Schnell“ zu sagen, wenn ich um etwas bitte.' },
      {
        by: 'rosa',
        hoursAgo: 96,
        says: 'Mit der Montagsmail. Ich gehe stattdessen herum. Das dauert länger und ist kürzer.',
      },
      {
        by: 'patrik',
        hoursAgo: 5,
        says: 'Den Kollegen zu decken, der im Frühling hätte gefeuert werden müssen. In Tampere wissen alle, wen ich meine.',
        heldWord: 'gefeuert',
      },
    ],
  },
  {
    title: 'Checkliste für den ersten Tag einer neuen Kollegin',
    topic: 'first',
    kind: 'talk',
    posts: [
      {
        by: 'samuel',
        hoursAgo: 260,
        says: 'Unsere, vom Wasserwerk:\n\n- [x] Der Name am Spind, **bevor** sie kommt\n- [x] Jemand fürs Mittagessen, der nicht ich bin\n- [ ] Eine Sache, die am ersten Tag fertig wird\n- [ ] Um vier: „Was hat dich heute überrascht?“\n\nWas steht auf eurer?',
      },
      {
        by: 'grace',
        hoursAgo: 250,
        says: 'Schuhe in der richtigen Größe. Klingt albern. Zwei von meinen Leuten haben einen Monat gewartet und reden noch heute davon.',
      },
      {
        by: 'anouk',
        hoursAgo: 240,
        says: 'Ein Plan mit den Namen, gezeichnet, wo jeder sitzt. Die Neueste zeichnet ihn für die Nächste.',
        reactions: [
          ['tried', 'samuel', 'olga'],
          ['thanks', 'mei'],
        ],
      },
      {
        by: 'hugo',
        hoursAgo: 230,
        says: 'Ich coache am Wochenende neue Leitungen. Die erste Stunde kostet nichts, danach werden wir uns einig. Schreibt mir.',
        reports: [
          { by: 'grace', hoursAgo: 228, reason: 'spam' },
          { by: 'anouk', hoursAgo: 226, reason: 'spam' },
        ],
        hidden: {
          by: 'nora',
          hoursAgo: 200,
          why: 'Werbung oder Spam · Wir erzählen einander, was wir probiert haben, und verkaufen nichts',
          answer: {
            hoursAgo: 190,
            says: 'Es war als Geschenk gemeint, und ich sehe, wie es klingt. Ich schreibe stattdessen auf, was ich in dieser ersten Stunde mache.',
          },
        },
      },
    ],
  },
  {
    title: 'Zahlen an der Wand: welche drei?',
    topic: 'goals',
    kind: 'question',
    posts: [
      {
        by: 'emil',
        hoursAgo: 330,
        says: 'Auf unserer Tafel stehen vierzehn Zahlen. Niemand schaut hin. Wenn drei bleiben dürfen, welche Art?',
      },
      {
        by: 'chidi',
        hoursAgo: 320,
        says: 'Eine, die ihr heute ändern könnt, eine, die der Kunde spürt, eine über euch selbst. Unsere: Wagen bis sieben draußen, zweimal wegen derselben Sache angerufen, Abende, an denen alle pünktlich gingen.',
        highlighted: {
          by: 'tomas',
          hoursAgo: 180,
          why: 'Es passt auf eine Hand, und drei Teams haben es seitdem benutzt.',
        },
        reactions: [['insight', 'emil', 'minh', 'dana']],
      },
      {
        by: 'minh',
        hoursAgo: 300,
        says: 'Und keine Zahl, die nur steigt. Wir hatten „Tage ohne Unfall“. Bei Tag 200 meldete niemand mehr etwas.',
      },
    ],
  },
]
