/** What the authors of the recorded replies wrote, in each language; sentences with dates and "wrote" in them are among them. */

/** Two paragraphs of each. */
export const answers: Readonly<Record<string, readonly [string, string]>> = {
  en: [
    'On 1 December I wrote down how we begin: everybody says one word, and then the agenda is read aloud by whoever came last.',
    'From: the door, to: the table. That is the whole trick.',
  ],
  de: [
    'Am 1. Dezember schrieb ich schon einmal, wie wir anfangen: Jede und jeder sagt ein Wort, dann lesen wir die Tagesordnung.',
    'Von der Tür an den Tisch: Das ist schon alles. Grüße aus Köln',
  ],
  fr: [
    'Le 1er décembre j’ai écrit comment nous commençons : chacun dit un mot, puis nous lisons l’ordre du jour.',
    'À bientôt, c’est tout simple.',
  ],
  es: [
    'El 1 de diciembre escribió Marta cómo empezamos: cada persona dice una palabra y después leemos el orden del día.',
    '¿Quién toma nota mañana?',
  ],
  it: [
    'Il primo dicembre Marta ha scritto come cominciamo: ognuno dice una parola, poi leggiamo l’ordine del giorno.',
    'È tutto qui, perché funziona.',
  ],
  nl: [
    'Op 1 december schreef ik al hoe wij beginnen: iedereen zegt één woord, daarna lezen we de agenda.',
    'Meer is het niet. Groetjes',
  ],
  da: [
    'Den 1. december skrev jeg, hvordan vi begynder: alle siger ét ord, og så læser vi dagsordenen op.',
    'Så enkelt er det på vores hold.',
  ],
  sv: [
    'Den 1 december skrev jag hur vi börjar: alla säger ett ord, och sedan läser vi upp dagordningen.',
    'Så enkelt är det hos oss på måndagar.',
  ],
  pl: [
    'W dniu 1 grudnia napisał o tym Marek: każdy mówi jedno słowo, a potem czytamy porządek obrad.',
    'To wszystko. Że też działa!',
  ],
  pt: [
    'Em 1 de dezembro a Marta escreveu como começamos: cada pessoa diz uma palavra e depois lemos a ordem do dia.',
    'É só isso, não há segredo.',
  ],
  ru: [
    '1 декабря я написал, как мы начинаем: каждый говорит одно слово, потом читаем повестку.',
    'Вот и всё. Кому вести протокол?',
  ],
  zh: ['我们在12月1日写道，会议开始时每个人说一个词，然后读议程。', '就是这样，很简单。'],
  ja: [
    '12月1日に書いたとおり、最初に全員が一言ずつ話し、それから議題を読みます。',
    'それだけです。よろしくお願いします。',
  ],
}
