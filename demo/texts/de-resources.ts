/** The demo's Toolkit in German: the same forty things, in the same order, in other words. */
import { enResources } from '#demo/texts/en-resources.ts'
import type { DemoPost, DemoResource } from '#demo/texts/shape.ts'

type Words = Pick<DemoResource, 'title' | 'summary'> &
  Partial<Pick<DemoResource, 'body' | 'howToUse' | 'prompt' | 'captions' | 'authors'>> & {
    readonly says?: readonly string[]
  }

const words: readonly Words[] = [
  {
    title: 'Warum ich Rückmeldung immer noch zuerst aufschreibe',
    captions: 'feedback-first.de.vtt',
    summary:
      'Dana Okafor, keine Minute lang, über die Karte in ihrer Jacke: etwas Gesehenes, was es bewirkt hat, eine Frage.',
    prompt: 'Was stünde auf deiner Karte?',
    says: [
      '„Du kamst herein, und es wurde still. Was hast du vor mir gesehen?“ Das ist die von dieser Woche.',
      'Auf meiner steht nur: *langsamer*.',
    ],
  },
  {
    title: 'Wohin wir gehen, auf zwei Seiten',
    summary:
      'Die Strategie, wie man sie in der ersten Reihe braucht: drei Entscheidungen, was sie für deine Woche heißen, und womit wir aufhören.',
    prompt: 'Welche der drei Entscheidungen ändert etwas für dein Team?',
    says: ['Nummer zwei. Wir dürfen den Monatsbericht lassen, und ich musste es zweimal lesen, um es zu glauben.'],
  },
  {
    title: 'Vorlage für vier Augen, die wirklich benutzt wird',
    summary: 'Vier Fragen auf einer halben Seite. Die ersten zwei füllt die andere Seite aus.',
    howToUse:
      'Schick sie am Tag davor, leer. Füll die ersten zwei Fragen nicht selbst aus, auch wenn du die Antworten kennst. Heb die alten auf: Frage drei beantwortet das Blatt vom letzten Monat.',
    prompt: 'Du hast sie benutzt: Was hast du geändert?',
    says: [
      'Ich lese die Fragen im Transporter laut vor. Geht auch ohne Papier.',
      'Bei mir steht Frage vier vorn. Danach kamen bessere Antworten auf die anderen drei.',
    ],
  },
  {
    title: 'Ein Satz, eine Frage',
    summary: 'Die kleinste Form von Rückmeldung, die wirkt, und warum die Frage mehr zählt als der Satz.',
    body: 'Die meisten bereiten den Satz vor. Es ist die Frage, die entscheidet.\n\n## Der Satz\n\nSag etwas, das du gesehen oder gehört hast. Nicht, was es deiner Meinung nach bedeutet, nicht, wie oft es vorkommt, nicht, was andere sagen.\n\n> Du bist gegangen, bevor die Übergabe fertig war.\n\n## Die Frage\n\nDann frag etwas, dessen Antwort du nicht kennst.\n\n> Was war los?\n\nUnd jetzt sei länger still, als angenehm ist. In unserer ersten Gruppe haben wir es gemessen: Im Schnitt warteten wir **zwei Sekunden**, bevor wir unsere eigene Frage beantworteten. Wer sieben schaffte, bekam fast immer eine Antwort.\n\n## Wenn es Lob ist\n\nDieselbe Form, und die Leute schauen auf:\n\n> Du hast die Neue gebeten, es dir zurückzuerklären. Woher hast du das?\n',
  },
  {
    title: 'Lob, das nicht nach einer Rede klingt',
    summary: 'Sag es am selben Tag, sag, was es bewirkt hat, und geh.',
    body: 'Lob misslingt auf drei Arten: Es kommt spät, es ist groß, oder es folgt ein „aber“.\n\n1. **Am selben Tag.** Etwas Kleines heute schlägt etwas Großes im Jahresgespräch.\n2. **Was es bewirkt hat.** „Weil du die Proben beschriftet hast, war die Nachtschicht um vier fertig.“\n3. **Geh.** Warte nicht auf Dank. Häng keine Aufgabe an.\n',
  },
  {
    title: 'Wenn jemand weint',
    summary: 'Was in der ersten Minute zu tun ist, nämlich sehr wenig.',
    body: 'Bleib. Hol nichts. Sag nicht, es sei nicht so schlimm.\n\nSag: *Ich habe Zeit.* Wenn das nicht stimmt, sorg dafür, dass es stimmt.\n\nNach einer Minute frag eines: **„Willst du jetzt weitermachen oder morgen?“** Beide Antworten sind gut. Schreib nichts auf.\n',
  },
  {
    title: 'Menschen leiten, neben denen man gesessen hat',
    summary: 'Was sich am ersten Tag ändert, was im dritten Monat, und was bleiben darf.',
    body: 'Am ersten Tag ändert sich nichts, und alle warten darauf.\n\n**Sprich es aus.** „Über den Urlaub entscheide jetzt ich. Mir wäre lieber, wir reden darüber, wie.“\n\n**Behalte ein Ritual, beende eins.** Das Mittagessen am Donnerstag blieb. Den Gruppenchat habe ich verlassen: Sie haben jetzt einen ohne mich, und das ist richtig.\n\n**Im dritten Monat** prüft jemand, ob du Nein sagst. Sag es freundlich und erklär es nicht zweimal.\n',
  },
  {
    title: 'Die ersten neunzig Tage, Woche für Woche',
    authors: 'Gruppe 1',
    summary: 'Was wir gern gewusst hätten, der Reihe nach.',
    body: '| Woche | Tu | Lass |\n|---|---|---|\n| 1 | Rede mit allen zwanzig Minuten, stell dieselben drei Fragen | Jede Änderung |\n| 2–4 | Mach jede Arbeit einmal, schlecht | Die Fehler deines Vorgängers |\n| 5–8 | Ändere eine Sache, um die sie gebeten haben | Deine große Idee |\n| 9–12 | Sag, was du nicht tun wirst | Gemocht werden zu wollen |\n',
  },
  {
    title: 'Delegieren ist eine Frage mit Datum',
    summary: 'Fünf Stufen von „genau so“ bis „erzähl es mir nächstes Jahr“, und wie man sagt, welche man meint.',
    body: 'Der meiste Ärger entsteht zwischen zwei Menschen auf zwei Stufen.\n\n1. Mach es genau so.\n2. Schau es dir an und sag es mir; ich entscheide.\n3. Sag mir, was du tust; mach, wenn ich nicht Halt sage.\n4. Mach es; sag es mir danach.\n5. Mach es.\n\nSag die Zahl. „Das ist eine Drei.“ Es dauert eine Sekunde.\n',
  },
  {
    title: 'Zehn Minuten für die Übergabe',
    summary: 'Was war, was offen ist, wer müde ist. In dieser Reihenfolge, im Stehen.',
    body: '- **Was war** (zwei Minuten): nur, was die nächste Schicht merken wird.\n- **Was offen ist** (fünf): jedes mit einem Namen.\n- **Wer müde ist** (drei): Niemand sagt es gern, also fange ich bei mir an.\n',
  },
  {
    title: 'Die Besprechung, die wir schweigend halten',
    summary: 'Alle lesen fünf Minuten, schreiben fünf, und reden erst dann.',
    body: 'In unserem Labor sprach die lauteste Person zuerst, und darum ging es dann.\n\nJetzt gibt es eine Seite. Wir lesen sie gemeinsam, schweigend. Jeder schreibt eine Frage auf einen Zettel. Beantwortet wird von der **Neuesten** aufwärts.\n\nZweimal fühlte es sich seltsam an.\n',
  },
  {
    title: 'Was ich im Gespräch für eine erste Stelle frage',
    summary: 'Drei Fragen für Menschen, die noch keine Erfahrung zu erzählen haben.',
    body: '1. Was hast du zuletzt jemandem erklärt?\n2. Wann hast du deine Meinung über einen Menschen geändert?\n3. Worüber würde deine beste Freundin sich beschweren?\n',
  },
  {
    title: 'Nachtschicht, zwölf Leute, eine Leitung',
    summary: 'Wie man für Menschen da ist, die man vierzig Minuten sieht.',
    body: 'Ich sehe sie von 20:50 bis 21:30. Also bin ich früh da und trage nichts.\n\nJede bekommt eine Frage, jede Woche eine andere. Die Antworten kommen in ein Heft, und nächste Woche komme ich darauf zurück. Das ist die ganze Methode.\n',
  },
  {
    title: 'Ohne Schuld heißt nicht ohne Biss',
    summary: 'Ein Rückblick, nachdem etwas schiefging, in fünf Fragen.',
    body: 'Was haben wir erwartet? Was ist geschehen? Warum war es in dem Moment vernünftig? Wo hatten wir Glück? Was machen wir schwerer falsch zu machen?\n\nAn die vierte erinnern sich alle.\n',
  },
  {
    title: 'Karte zum Delegieren',
    summary: 'Was, bis wann, welche der fünf Stufen, und wann wir gemeinsam darauf schauen.',
    howToUse: 'Gemeinsam ausfüllen, fünf Minuten. Jeder behält eine.',
  },
  {
    title: 'Der erste Tag einer neuen Kollegin',
    summary: 'Eine Checkliste aus dem Gespräch darüber: Schuhe, ein Spind, ein Mittagessen, ein Plan.',
    howToUse: 'Ausdrucken, aufhängen, wo das Team sie sieht, und abhaken lassen von der, die zuletzt kam.',
  },
  {
    title: 'Eine Besprechung, die enden darf',
    summary: 'Eine halbe Seite, um zu entscheiden, ob eine regelmäßige Besprechung weitergeht.',
    howToUse: 'Bring sie in die Besprechung selbst mit, zweimal im Jahr. Wer sie behalten will, sagt warum.',
  },
  {
    title: 'Notizen vor einem schweren Gespräch',
    summary: 'Was ich sah, was es bewirkt hat, was ich nicht weiß, wie ich anfange.',
    howToUse: 'Zehn Minuten, von Hand, am selben Tag. Nimm sie nicht mit hinein.',
  },
  {
    title: 'Was die Umfrage über erste Führungskräfte sagt',
    summary: 'Eine Seite Zahlen aus dem Frühjahr, mit den drei Antworten, die uns überrascht haben.',
  },
  {
    title: 'Situation, Verhalten, Wirkung',
    summary: 'Das Modell hinter der Hälfte unserer Sätze, erklärt von denen, die es gemacht haben. Englisch.',
  },
  {
    title: 'Was eine gute Führungskraft ausmacht: die Studie',
    summary:
      'Eine große Studie, die zeigen wollte, dass es auf Führung nicht ankommt, und das Gegenteil fand. Englisch.',
  },
  {
    title: 'Psychologische Sicherheit, von der, die ihr den Namen gab',
    summary: 'Warum man in einem Team den Mund aufmacht und im nächsten nicht. Englisch.',
  },
  {
    title: 'Der Kalender derer, die etwas machen',
    summary: 'Warum eine Besprechung um elf dein Team den ganzen Tag kosten kann. Englisch.',
  },
  {
    title: 'Mitfühlend leiten',
    summary: 'Hinschauen, verstehen, mitfühlen, helfen: was das auf einer Station heißt, mit Belegen. Englisch.',
  },
  {
    title: 'Das Handbuch für die Ferne',
    summary: 'Lang und gründlich. Lies den Teil über das Aufschreiben. Englisch.',
  },
  {
    title: 'Communities of Practice, eine kurze Einführung',
    summary: 'Was dieser Ort ist, in den Worten derer, die das Buch geschrieben haben. Englisch.',
  },
  {
    title: 'Unter vier Augen, vom anderen Stuhl aus',
    summary: 'Fragen, die deine Leute dir vielleicht gern stellen würden. Schick sie ihnen. Englisch.',
  },
  {
    title: 'Neunundneunzig kleine Vorträge übers Leiten',
    summary: 'Für Softwareteams gemacht; die Hälfte gilt für alle. Englisch.',
  },
  {
    title: 'Auf wessen Schulter sitzt der Affe?',
    summary: 'Ein alter Text darüber, wer wessen Aufgabe trägt. Immer noch der beste. Englisch.',
  },
  {
    title: 'Bewerbungsgespräche mit Struktur',
    summary: 'Dieselben Fragen für alle, und was man aufschreibt. Englisch.',
  },
  {
    title: 'Leise leiten an lauten Orten',
    summary: 'Ein Vortrag für die, die glauben, nicht dafür gemacht zu sein. Englisch.',
  },
  {
    title: 'Rückmeldung über Kulturen hinweg',
    summary: 'Warum derselbe Satz im einen Land grob ist und im nächsten unklar. Englisch.',
  },
  {
    title: 'Faire Dienstpläne: was man weiß',
    summary: 'Ruhe, Wechsel, Nächte: was du selbst entscheiden kannst. Englisch.',
  },
  {
    title: 'Wie Teams planen, zeigen und zurückschauen',
    summary: 'So arbeiten Teams, die öffentliche Dienste bauen. Englisch.',
  },
  {
    title: 'Gewaltfrei reden, die vier Schritte',
    summary: 'Beobachtung, Gefühl, Bedürfnis, Bitte. Gut auf Papier, schwer am Dienstag. Englisch.',
  },
  {
    title: 'Die Checkliste im Operationssaal',
    summary: 'Neunzehn Zeilen, die Leben retten, und warum man sie laut lesen muss. Englisch.',
  },
  { title: 'Weniger antworten', summary: 'Sieben Fragen. Die dritte heißt: „Und was noch?“ Englisch.' },
  {
    title: 'Den Mund aufmachen auf See',
    summary: 'Berichte von Unfällen, bei denen jemand es wusste und schwieg. Lies einen im Monat. Englisch.',
  },
  { title: 'Wenn jemand zurückkommt', summary: 'Was du an dem Tag sagst, und was du nicht fragst. Englisch.' },
  {
    title: 'Die zwei Säulen von Toyota, einfach gesagt',
    summary: 'Jeder darf das Band anhalten. Was wäre das bei euch? Englisch.',
  },
]

/** The posts under a resource, by the same people at the same hours, in other words. */
function postsOf(posts: readonly DemoPost[] | undefined, says: readonly string[] = []): readonly DemoPost[] {
  return (posts ?? []).map((post, place) => ({ ...post, says: says[place] ?? post.says }))
}

export const deResources: readonly DemoResource[] = enResources.map((resource, place) => {
  const { says, ...told } = words[place] as Words
  return { ...resource, ...told, posts: postsOf(resource.posts, says) }
})
