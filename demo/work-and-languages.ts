/** In which field the demo's people work, and what they speak where they live. */
/** Fields in which people work; what they are called stands in the texts. */
const areas = ['care', 'learning', 'transport', 'production', 'service'] as const
export type Area = (typeof areas)[number]

/** What people speak where they live. */
export const spokenIn: Readonly<Record<string, readonly string[]>> = {
  'Africa/Accra': ['en', 'ak'],
  'Africa/Dakar': ['fr', 'wo'],
  'Africa/Johannesburg': ['en', 'zu'],
  'Africa/Lagos': ['en', 'ig'],
  'Africa/Nairobi': ['sw', 'en'],
  'America/Argentina/Cordoba': ['es'],
  'America/Guayaquil': ['es'],
  'America/Montevideo': ['es'],
  'America/New_York': ['en'],
  'America/Recife': ['pt'],
  'Asia/Amman': ['ar'],
  'Asia/Beirut': ['ar', 'fr'],
  'Asia/Ho_Chi_Minh': ['vi'],
  'Asia/Jerusalem': ['he', 'ar'],
  'Asia/Karachi': ['ur'],
  'Asia/Kolkata': ['ml', 'hi'],
  'Asia/Tokyo': ['ja'],
  'Atlantic/Madeira': ['pt'],
  'Europe/Amsterdam': ['nl'],
  'Europe/Berlin': ['de'],
  'Europe/Brussels': ['nl', 'fr'],
  'Europe/Bucharest': ['ro'],
  'Europe/Budapest': ['hu'],
  'Europe/Copenhagen': ['da'],
  'Europe/Dublin': ['en', 'ga'],
  'Europe/Helsinki': ['fi', 'sv'],
  'Europe/Istanbul': ['tr'],
  'Europe/Lisbon': ['pt'],
  'Europe/London': ['en'],
  'Europe/Madrid': ['es'],
  'Europe/Oslo': ['no'],
  'Europe/Paris': ['fr'],
  'Europe/Prague': ['cs'],
  'Europe/Rome': ['it'],
  'Europe/Sofia': ['bg'],
  'Europe/Stockholm': ['sv'],
  'Europe/Vienna': ['de'],
  'Europe/Warsaw': ['pl'],
  'Europe/Zagreb': ['hr'],
  'Europe/Zurich': ['de', 'fr'],
}

/** Who works where; everybody else is in service. */
const workIn: Readonly<Record<Exclude<Area, 'service'>, string>> = {
  care: 'amina sofia hana greta ingrid zanele nora grace yara fatou',
  learning: 'ada tomas maren anouk olga noah mei dana',
  transport: 'dov omar piet chidi arne idris said samuel',
  production: 'ines jonas kenji priya rui leila diego tariq ivan emil thabo patrik minh marta',
}

/** The field of somebody, by their key. */
export function areaOf(key: string): Area {
  return areas.find((area) => area !== 'service' && workIn[area].split(' ').includes(key)) ?? 'service'
}
