/** The words of the demo's film and papers. */
import { dePeople } from '#demo/texts/de-people.ts'

/** The film: who says its lines, five seconds each; the caption files say the same. */
export const films = {
  en: {
    name: 'Dana Okafor',
    title: 'Chief Operating Officer',
    lines: [
      'I have given feedback for thirty years, and I still write it down first.',
      'One thing I saw. One thing it did. One question I do not know the answer to.',
      'Three lines on a card. The card stays in my pocket.',
      'Because once it is written, I can look at you instead of for words.',
    ],
  },
  de: {
    name: 'Dana Okafor',
    title: dePeople.dana?.[0] ?? '',
    lines: [
      'Ich gebe seit dreißig Jahren Rückmeldung, und ich schreibe sie immer noch zuerst auf.',
      'Etwas, das ich gesehen habe. Was es bewirkt hat. Eine Frage, deren Antwort ich nicht kenne.',
      'Drei Zeilen auf einer Karte. Die Karte bleibt in der Tasche.',
      'Denn wenn es geschrieben ist, kann ich dich ansehen, statt nach Worten zu suchen.',
    ],
  },
} as const

/** The papers, as HTML that is printed. */
export const papers = {
  en: [
    {
      name: 'strategy.pdf',
      html: `<h1>Where we are going, on two pages</h1><p>Three decisions for the next two years, as you need them on a Monday.</p>
<h2>1. Fewer places, open longer</h2><p>We keep nineteen of twenty-six locations and open them from seven to nine. What it means for you: rosters change in spring, and you will know yours by the end of January, not before.</p>
<h2>2. We stop reporting what nobody reads</h2><p>Eleven monthly reports end now. If somebody misses one, they will write to you; pass it on to us. Nobody has to justify that a report is gone.</p>
<h2>3. Decisions move to where the customer stands</h2><p>Refunds up to 200, replacements, an extra hour for somebody who needs it: your team decides. You answer for the sum at the end of the quarter, not for each case.</p>
<div class="break"></div><h1>What we ask of you</h1><table><tr><th>Until</th><th>What</th></tr><tr><td>January</td><td>Tell your team which of the eleven reports they will not write any more.</td></tr><tr><td>March</td><td>Agree with them what “decide yourself” means. Use the delegation card.</td></tr><tr><td>June</td><td>Tell us, in the community, what the three decisions broke.</td></tr></table><h2>What we do not know yet</h2><p>Whether nineteen is the right number. Whether the evenings will be worth it. We will say so when we do.</p>`,
    },
    {
      name: 'pulse-summary.pdf',
      html: `<h1>What the spring survey said about first-line leaders</h1><p>1,914 answers of 2,460 people. One page.</p><p class="n">71 of 100</p><p>say: my leader listens before deciding. Two years ago it was 58.</p><p class="n">34 of 100</p><p>got useful feedback in the last month. It has not moved.</p><p class="n">9 of 10</p><p>new leaders say the first three months were the hardest of their working life; seven of ten had nobody to ask.</p><h2>What surprised us</h2><p>Night shifts are more content with their leaders than day shifts. Teams of twelve and more are not less content than small ones. People who hold one-on-ones of fifteen minutes rate them as high as those who hold an hour.</p>`,
    },
  ],
  de: [
    {
      name: 'strategy.pdf',
      html: `<h1>Wohin wir gehen, auf zwei Seiten</h1><p>Drei Entscheidungen für die nächsten zwei Jahre, so wie du sie am Montag brauchst.</p>
<h2>1. Weniger Standorte, länger offen</h2><p>Wir behalten neunzehn von sechsundzwanzig Standorten und öffnen sie von sieben bis neun. Für dich heißt das: Die Dienstpläne ändern sich im Frühjahr, und du kennst deinen Ende Januar, nicht früher.</p>
<h2>2. Wir berichten nicht mehr, was niemand liest</h2><p>Elf Monatsberichte enden jetzt. Wenn jemandem einer fehlt, wird er dir schreiben; gib es an uns weiter. Niemand muss begründen, dass ein Bericht weg ist.</p>
<h2>3. Entschieden wird dort, wo der Kunde steht</h2><p>Erstattungen bis 200, Ersatz, eine Stunde mehr für jemanden, der sie braucht: Das entscheidet dein Team. Du stehst am Ende des Quartals für die Summe ein, nicht für jeden Fall.</p>
<div class="break"></div><h1>Worum wir dich bitten</h1><table><tr><th>Bis</th><th>Was</th></tr><tr><td>Januar</td><td>Sag deinem Team, welche der elf Berichte es nicht mehr schreibt.</td></tr><tr><td>März</td><td>Klärt miteinander, was „entscheide selbst“ heißt. Nehmt die Karte zum Delegieren.</td></tr><tr><td>Juni</td><td>Sag uns in der Community, was die drei Entscheidungen kaputt gemacht haben.</td></tr></table><h2>Was wir noch nicht wissen</h2><p>Ob neunzehn die richtige Zahl ist. Ob sich die Abende lohnen. Wir sagen es, sobald wir es wissen.</p>`,
    },
    {
      name: 'pulse-summary.pdf',
      html: `<h1>Was die Umfrage im Frühjahr über erste Führungskräfte sagt</h1><p>1.914 Antworten von 2.460 Menschen. Eine Seite.</p><p class="n">71 von 100</p><p>sagen: Meine Führungskraft hört zu, bevor sie entscheidet. Vor zwei Jahren waren es 58.</p><p class="n">34 von 100</p><p>haben im letzten Monat eine brauchbare Rückmeldung bekommen. Daran hat sich nichts geändert.</p><p class="n">9 von 10</p><p>Neuen sagen, die ersten drei Monate seien die schwersten ihres Berufslebens gewesen; sieben von zehn hatten niemanden zum Fragen.</p><h2>Was uns überrascht hat</h2><p>Nachtschichten sind mit ihren Führungskräften zufriedener als Tagschichten. Teams ab zwölf sind nicht unzufriedener als kleine. Wer Vieraugengespräche von fünfzehn Minuten führt, bekommt so gute Noten wie jemand mit einer Stunde.</p>`,
    },
  ],
} as const
