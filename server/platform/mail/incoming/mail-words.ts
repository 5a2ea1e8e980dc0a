/**
 * The words by which mail programs say, in each language, who wrote what they quote and what sent the mail. Pure.
 */

const between = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu')

/** "wrote", as it stands between a date, a name and a quotation. */
export const wroteWords = between(
  [
    'wrote|writes|schrieb|(?:a|à) [ée]crit|[ée]crit|escribi[óo]|ha scritto|schreef|geschreven|skrev|kirjoitti|escreveu',
    'napisał(?:a|\\(a\\))?|napisana|pisze|написал(?:а|\\(а\\))?|пишет|写道|寫道|さんは書きました|のメール',
  ].join('|'),
)
/** The same at the end of a line or directly behind a name, in languages that leave no blanks. */
export const wroteUnspaced = /(?:写道|寫道|書きました|のメール)\s*[:：]?\s*$/u

/** How such a line begins, where it was broken after its date. */
export const attributionBegins =
  /^(?:On|At|Am|Le|El|Il|Op|Den|Em|Às|W dniu|Dnia|Wiadomość|在|于)(?=\s|\p{Script=Han}|\d).*\d/u

/** The fields of a head that programs such as Outlook write above the mail they quote. */
export type HeadField = 'from' | 'sent' | 'to' | 'subject'

const headLabels: Readonly<Record<HeadField, string>> = {
  from: 'From|Von|De|Da|Van|Fra|Från|Od|От|От кого|发件人|寄件者|寄件人|差出人|送信者',
  sent: 'Sent|Date|Gesendet|Gesendet am|Datum|Envoyé|Envoyé le|Enviado|Enviado el|Enviado em|Enviada em|Enviada|Fecha|Data|Inviato|Data invio|Verzonden|Sendt|Dato|Skickat|Wysłano|Wysłane|Отправлено|Дата|发送时间|日期|寄件日期|傳送時間|送信日時|日時|日付|送信済み',
  to: 'To|An|À|A|Para|Aan|Til|Till|Do|Кому|收件人|收件者|宛先|Cc|CC|Bcc|Copie à|Kopie|Kopia|Kopi|DW|Копия|抄送|副本|Reply-To|Antwort an|Répondre à',
  subject: 'Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Emne|Ämne|Temat|Assunto|Тема|主题|主旨|件名',
}
const headLines = Object.entries(headLabels).map(
  ([field, labels]) => [field as HeadField, new RegExp(`^[\\s*]*(?:${labels})\\s?\\*?\\s*[:：]`, 'u')] as const,
)

/** Which field of such a head a line is; null for none. */
export function headField(bare: string): HeadField | null {
  return headLines.find(([, shape]) => shape.test(bare))?.[0] ?? null
}

/** The line that announces a mail below it. */
export const originalMessage = new RegExp(
  `^[-_—–=>*\\s]{2,}(?:${[
    "original message|original|ursprüngliche nachricht|originalnachricht|original-nachricht|message d[’']origine|message original",
    'mensaje original|messaggio originale|oorspronkelijk bericht|oprindelig meddelelse|original meddelelse|oprindelig besked',
    'ursprungligt meddelande|originalmeddelande|oryginalna wiadomość|wiadomość oryginalna|treść oryginalnej wiadomości',
    'mensagem original|исходное сообщение|оригинальное сообщение|пересылаемое сообщение|原始邮件|原始郵件|原邮件|元のメッセージ|オリジナルメッセージ',
    'forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht',
    'videresendt meddelelse|vidarebefordrat meddelande|przekazana wiadomość|mensagem encaminhada|转发的邮件|転送されたメッセージ',
  ].join('|')})[-_—–=*\\s]{2,}$`,
  'iu',
)

const sendingWords = [
  'sent (?:from|with|via|using)|von mein\\S+|gesendet (?:von|mit|über|aus)|diese nachricht wurde',
  'envoyé (?:de|depuis|à partir|avec|via)|enviado (?:desde|con|do|da|de|a partir|com|via)',
  'inviato (?:da|dal|con|tramite)|verstuurd (?:vanaf|met)|verzonden (?:vanaf|met|via)|sendt fra',
  'skickat från|skickades från|wysłan[eo] (?:z|ze|za)|отправлено (?:с|из)',
].join('|')
const programs =
  'iphone|ipad|ios|mac|android|galaxy|samsung|outlook|yahoo|gmail|gmx|web\\.de|freemail|mobil\\p{L}*|smartphone|handy|phone|telefon\\p{L}*|téléphone|teléfono|telefono|телефона|proton|blackberry|huawei|xiaomi|redmi|pixel|thunderbird|k-9|spark|zoho|windows|tablet|mail\\.ru|яндекс\\S*|qq'
const sentFrom = [
  new RegExp(`^[-_\\s*]*(?:${sendingWords})(?!\\p{L})[^,:;?!]{0,60}?(?:${programs})[^,:;?!]*$`, 'iu'),
  new RegExp(
    `^(?:(?:发自|發自|从|從)我?的?.{0,30}(?:${programs})[^，。：]{0,12}|.{0,30}(?:${programs}).{0,20}(?:から送信|发送|傳送|送信))$`,
    'iu',
  ),
  /^(?:get|download|holen sie sich|obten(?:ir|ez)|télécharge[rz]|obtener|obtenha o|obter o|baixe o|ottieni|scarica|hent|få|hämta|skaffa|pobierz(?: program| aplikację)?|скача(?:ть|йте)|загрузит[еь]|获取|取得|下载|下載) outlook\S* .{0,12}(?:ios|android|mac)\S{0,8}$/iu,
  /^(?:outlook (?:für|voor) )?(?:ios|android|mac)(?: 用 outlook を入手| beziehen| abrufen| herunterladen| downloaden)$/iu,
]
const longestSentFrom = 140

/** Is this the line that a program puts below a mail, such as "Sent from my iPhone"? */
export function isSentFrom(bare: string): boolean {
  const line = bare.replace(/<https?:[^>]*>|\(https?:[^)]*\)/g, '').trim()
  return line.length <= longestSentFrom && !/[.!?]\s+\p{Lu}/u.test(line) && sentFrom.some((shape) => shape.test(line))
}

const disclaimed = [
  /confidential|vertraulich|confidentiel|confidencial|riservat|vertrouwelijk|fortrolig|konfidentiell|poufn|конфиденциальн|机密|機密/i,
  /recipient|addressee|intended|empfänger|adressat|destinat|geadresseerde|bestemd|modtager|mottagare|odbiorc|адресат|получател|收件人|受信者/i,
  /in error|by mistake|irrtümlich|irrtum|versehentlich|erreur|por error|errore|vergissing|abusievelijk|ved en fejl|misstag|omyłk|pomyłk|por engano|ошибк|错误|誤/i,
]
const shortestDisclaimer = 100

/** Is this the paragraph that companies put below every mail: confidential, for its recipient, what to do where it came in error? */
export function isDisclaimer(bare: string): boolean {
  return bare.length >= shortestDisclaimer && disclaimed.every((words) => words.test(bare))
}
