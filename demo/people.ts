/**
 * The people of the demo: invented, with faces drawn by draw-face.ts.
 * The first few have roles (see scenes); the others fill the place with people.
 */
import type { Look } from '#demo/draw-face.ts'
import { type Area, areaOf, spokenIn } from '#demo/work-and-languages.ts'

export interface DemoPerson {
  /** The part before the @ of their address, and the name of their portrait. */
  readonly key: string
  readonly name: string
  readonly title: string
  readonly location: string
  readonly zone: string
  /** Two-letter codes of the languages they speak, beside that of the demo. */
  readonly languages: readonly string[]
  /** In which field they work. */
  readonly area: Area
  /** 1 to 4; absent for those who lead or sponsor. */
  readonly cohort?: 1 | 2 | 3 | 4
  readonly look: Look
  readonly askMeAbout?: string
  readonly wantToLearn?: string
}

type Row = [
  key: string,
  name: string,
  title: string,
  location: string,
  zone: string,
  cohort: 0 | 1 | 2 | 3 | 4,
  hair: Look['hair'],
  skin: Look['skin'],
  tone: Look['tone'],
  cloth: number,
  wears?: 'glasses' | 'beard' | 'both',
]

const rows: readonly Row[] = [
  ['ada', 'Ada Lindqvist', 'Learning lead', 'Gothenburg', 'Europe/Stockholm', 0, 'bob', 0, 'y', 165],
  ['tomas', 'Tomás Vidal', 'Facilitator', 'Valencia', 'Europe/Madrid', 0, 'swept', 2, 'k', 40, 'beard'],
  ['dana', 'Dana Okafor', 'Chief Operating Officer', 'London', 'Europe/London', 0, 'braids', 5, 'k', 20, 'glasses'],
  ['ben', 'Ben Reyes', 'Team lead, Field service', 'Porto', 'Europe/Lisbon', 2, 'short', 2, 'b', 250],
  ['cleo', 'Cleo Marsh', 'Team lead, Customer care', 'Bristol', 'Europe/London', 3, 'curls', 3, 'c', 330],
  ['dov', 'Dov Adler', 'New team lead, Warehouse', 'Haifa', 'Asia/Jerusalem', 4, 'crop', 1, 'b', 95, 'glasses'],
  ['eve', 'Eve Okoro', 'Analytics lead', 'Lagos', 'Africa/Lagos', 0, 'afro', 5, 'k', 290],
  ['ines', 'Inês Caldas', 'Shift supervisor', 'Braga', 'Europe/Lisbon', 1, 'long', 2, 'b', 130],
  ['jonas', 'Jonas Weber', 'Head of a repair shop', 'Leipzig', 'Europe/Berlin', 1, 'short', 0, 'y', 210, 'beard'],
  ['amina', 'Amina Yusuf', 'Ward manager', 'Nairobi', 'Africa/Nairobi', 2, 'scarf', 4, 'k', 180],
  ['kenji', 'Kenji Mori', 'Quality lead', 'Nagoya', 'Asia/Tokyo', 2, 'crop', 1, 'k', 235, 'glasses'],
  ['fatou', 'Fatou Diallo', 'Outreach coordinator', 'Dakar', 'Africa/Dakar', 3, 'bun', 5, 'k', 55],
  ['luca', 'Luca Moretti', 'Kitchen manager', 'Bologna', 'Europe/Rome', 3, 'swept', 1, 'k', 10],
  ['priya', 'Priya Nair', 'Engineering team lead', 'Kochi', 'Asia/Kolkata', 1, 'long', 3, 'k', 310],
  ['maren', 'Maren Holt', 'School head of year', 'Bergen', 'Europe/Oslo', 4, 'fringe', 0, 'r', 150],
  ['omar', 'Omar Haddad', 'Site lead', 'Amman', 'Asia/Amman', 3, 'short', 2, 'k', 75, 'beard'],
  ['sofia', 'Sofía Rojas', 'Clinic coordinator', 'Quito', 'America/Guayaquil', 1, 'braids', 3, 'k', 345],
  ['piet', 'Piet de Boer', 'Depot manager', 'Utrecht', 'Europe/Amsterdam', 2, 'bald', 0, 'g', 200, 'both'],
  ['hana', 'Hana Svobodová', 'Lab supervisor', 'Brno', 'Europe/Prague', 3, 'bob', 0, 'c', 270, 'glasses'],
  ['malik', 'Malik Johnson', 'Operations lead', 'Atlanta', 'America/New_York', 4, 'crop', 5, 'k', 120, 'beard'],
  ['yara', 'Yara Haddad', 'Programme officer', 'Beirut', 'Asia/Beirut', 1, 'curls', 2, 'k', 30],
  ['viktor', 'Viktor Lund', 'Team lead, Billing', 'Aarhus', 'Europe/Copenhagen', 1, 'swept', 0, 'y', 220],
  ['nadia', 'Nadia Petrova', 'Store manager', 'Sofia', 'Europe/Sofia', 1, 'long', 1, 'c', 350],
  ['samuel', 'Samuel Mensah', 'Supervisor, Water works', 'Kumasi', 'Africa/Accra', 2, 'crop', 5, 'k', 85],
  ['greta', 'Greta Baumann', 'Team lead, Pharmacy', 'Graz', 'Europe/Vienna', 2, 'bun', 0, 'y', 140, 'glasses'],
  ['rui', 'Rui Antunes', 'Foreman', 'Coimbra', 'Europe/Lisbon', 2, 'short', 2, 'g', 60, 'beard'],
  ['leila', 'Leila Amiri', 'Section lead', 'Hamburg', 'Europe/Berlin', 2, 'scarf', 1, 'k', 300],
  ['oscar', 'Oscar Nyström', 'Duty manager', 'Umeå', 'Europe/Stockholm', 3, 'short', 0, 'r', 190],
  ['chidi', 'Chidi Eze', 'Team lead, Logistics', 'Enugu', 'Africa/Lagos', 3, 'bald', 5, 'k', 25, 'beard'],
  ['marta', 'Marta Kowalska', 'Shift lead', 'Poznań', 'Europe/Warsaw', 3, 'fringe', 0, 'c', 320],
  ['diego', 'Diego Fuentes', 'Crew lead', 'Rosario', 'America/Argentina/Cordoba', 3, 'curls', 2, 'b', 105],
  ['anouk', 'Anouk Girard', 'Library lead', 'Lyon', 'Europe/Paris', 3, 'bob', 0, 'k', 15, 'glasses'],
  ['tariq', 'Tariq Aziz', 'Supervisor, Textiles', 'Lahore', 'Asia/Karachi', 4, 'short', 3, 'k', 240, 'beard'],
  ['ingrid', 'Ingrid Solberg', 'Head nurse', 'Tromsø', 'Europe/Oslo', 4, 'bun', 0, 'w', 170],
  ['paulo', 'Paulo Sá', 'Branch manager', 'Faro', 'Europe/Lisbon', 4, 'crop', 3, 'k', 45],
  ['mei', 'Mei Tanaka', 'Studio lead', 'Osaka', 'Asia/Tokyo', 3, 'fringe', 1, 'k', 285],
  ['grace', 'Grace Wanjiru', 'Field lead', 'Nakuru', 'Africa/Nairobi', 3, 'braids', 4, 'k', 0],
  ['felix', 'Felix Brandt', 'Team lead, IT support', 'Kiel', 'Europe/Berlin', 1, 'swept', 0, 'c', 205, 'glasses'],
  ['rosa', 'Rosa Benedetti', 'Front office lead', 'Turin', 'Europe/Rome', 1, 'curls', 1, 'r', 335],
  ['ivan', 'Ivan Horvat', 'Workshop lead', 'Split', 'Europe/Zagreb', 1, 'short', 1, 'b', 65],
  ['zanele', 'Zanele Dube', 'Community health lead', 'Durban', 'Africa/Johannesburg', 2, 'afro', 5, 'k', 155],
  ['arne', 'Arne Jacobs', 'Harbour foreman', 'Antwerp', 'Europe/Brussels', 2, 'bald', 0, 'g', 230],
  ['bea', 'Bea Collins', 'Team lead, Fundraising', 'Leeds', 'Europe/London', 2, 'long', 0, 'y', 355],
  ['hugo', 'Hugo Lefèvre', 'Night manager', 'Lille', 'Europe/Paris', 2, 'crop', 4, 'k', 90, 'glasses'],
  ['sana', 'Sana Qureshi', 'Team lead, Claims', 'Birmingham', 'Europe/London', 3, 'scarf', 3, 'k', 215],
  ['emil', 'Emil Varga', 'Line lead', 'Győr', 'Europe/Budapest', 3, 'short', 1, 'k', 35],
  ['nora', 'Nora Byrne', 'Ward sister', 'Cork', 'Europe/Dublin', 3, 'bob', 0, 'r', 160],
  ['thabo', 'Thabo Molefe', 'Site supervisor', 'Bloemfontein', 'Africa/Johannesburg', 3, 'crop', 5, 'k', 275],
  ['elif', 'Elif Demir', 'Team lead, Sales', 'İzmir', 'Europe/Istanbul', 4, 'long', 2, 'b', 110],
  ['patrik', 'Patrik Salo', 'Foreman', 'Tampere', 'Europe/Helsinki', 4, 'swept', 0, 'y', 250, 'beard'],
  ['camila', 'Camila Duarte', 'Team lead, Support', 'Recife', 'America/Recife', 4, 'curls', 4, 'k', 5],
  ['noah', 'Noah Stein', 'Project lead', 'Basel', 'Europe/Zurich', 4, 'short', 0, 'b', 145, 'glasses'],
  ['wanda', 'Wanda Nowak', 'Canteen manager', 'Łódź', 'Europe/Warsaw', 1, 'bun', 0, 'g', 325],
  ['idris', 'Idris Bello', 'Fleet lead', 'Kano', 'Africa/Lagos', 1, 'crop', 5, 'k', 70, 'beard'],
  ['julie', 'Julie Andersen', 'Team lead, HR services', 'Odense', 'Europe/Copenhagen', 1, 'fringe', 0, 'y', 295],
  ['minh', 'Minh Tran', 'Assembly lead', 'Da Nang', 'Asia/Ho_Chi_Minh', 2, 'short', 1, 'k', 185],
  ['olga', 'Olga Marin', 'Archive lead', 'Cluj', 'Europe/Bucharest', 2, 'bob', 0, 'g', 50, 'glasses'],
  ['said', 'Saïd Benali', 'Route planner', 'Marseille', 'Europe/Paris', 3, 'swept', 3, 'k', 225],
  ['carla', 'Carla Pinto', 'Reception lead', 'Funchal', 'Atlantic/Madeira', 4, 'long', 2, 'c', 340],
  ['mateo', 'Mateo Silva', 'Team lead, Returns', 'Montevideo', 'America/Montevideo', 4, 'curls', 1, 'b', 100],
]

/** What one may ask them about, and what they want to learn. */
const toAsk: Readonly<Record<string, readonly [ask: string | undefined, learn: string]>> = {
  ada: ['Running a cohort, giving feedback', 'Facilitating online without slides'],
  tomas: ['Case clinics, conflict between teams', 'Coaching leaders of leaders'],
  dana: ['How decisions get made at the top', 'What first-line leaders need from me'],
  ben: ['Leading a team that is always on the road', 'Giving feedback by phone'],
  cleo: ['Remote one-on-ones', 'Hard conversations without a script'],
  dov: [undefined, 'Everything; I started on Monday'],
  eve: ['Charts people read', 'Maps'],
  ines: ['Shift handovers in ten minutes', 'Delegating to people older than me'],
  jonas: ['Apprentices', 'Planning when half the team is new'],
  amina: ['Night shifts, short briefings', 'Saying no upwards'],
  kenji: ['Blameless reviews', 'Speaking up in a foreign language'],
  fatou: ['Volunteers', 'Measuring what matters'],
  luca: ['Calm in the rush', 'Feedback that does not sting'],
  priya: ['Leading former peers', 'Hiring for attitude'],
  maren: ['Parents’ evenings', 'Meetings that end early'],
  omar: ['Safety talks', 'Writing less'],
  sofia: ['Rosters', 'Motivating without money'],
  piet: ['Forty years of mistakes', 'Leading people younger than my children'],
  hana: ['Checklists', 'Praise that sounds like me'],
  malik: ['Stand-ups', 'Strategy on one page'],
}

/** Everybody, in the order in which they joined. */
export const demoPeople: readonly DemoPerson[] = rows.map(
  ([key, name, title, location, zone, cohort, hair, skin, tone, cloth, wears]) => {
    const [askMeAbout, wantToLearn] = toAsk[key] ?? []
    return {
      key,
      name,
      title,
      location,
      zone,
      languages: spokenIn[zone] ?? [],
      area: areaOf(key),
      ...(cohort ? { cohort } : {}),
      look: {
        hair,
        skin,
        tone,
        cloth,
        ...(wears === 'glasses' || wears === 'both' ? { glasses: true as const } : {}),
        ...(wears === 'beard' || wears === 'both' ? { beard: true as const } : {}),
      },
      ...(askMeAbout ? { askMeAbout } : {}),
      ...(wantToLearn ? { wantToLearn } : {}),
    }
  },
)
