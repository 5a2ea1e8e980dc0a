/** Where the words of an office program's file stand: its parts, and the elements in them, by their names without a prefix. */

export interface OfficeWords {
  /** The parts with words, in the order in which they are read; without one of the first kind it is no such file. */
  readonly parts: readonly RegExp[]
  /** Elements whose text is words. */
  readonly words: ReadonlySet<string>
  /** Where one of these ends, a line ends. */
  readonly ends: ReadonlySet<string>
  /** What stands for a blank. */
  readonly blanks: ReadonlySet<string>
  /** What nobody who opens the file reads: a second version for older programs, how a name sounds, what was taken out. */
  readonly skipped: ReadonlySet<string>
  /** Not all elements of that name have words. */
  readonly isWords?: (name: string, attributes: Readonly<Record<string, string>>) => boolean
}

const openXml = {
  words: new Set(['t']),
  ends: new Set(['p']),
  blanks: new Set(['tab', 'br', 'cr']),
  skipped: new Set(['Fallback', 'moveFrom']),
}

const openDocument: OfficeWords = {
  parts: [/^content\.xml$/],
  words: new Set(['p', 'h']),
  ends: new Set(['p', 'h']),
  blanks: new Set(['s', 'tab', 'line-break']),
  skipped: new Set(['tracked-changes', 'annotation']),
}

const ofOffice = 'application/vnd.openxmlformats-officedocument'
const ofOpen = 'application/vnd.oasis.opendocument'

/** By media type. */
export const officeWords: Readonly<Record<string, OfficeWords>> = {
  [`${ofOffice}.wordprocessingml.document`]: {
    ...openXml,
    parts: [/^word\/document\d*\.xml$/, /^word\/(footnotes|endnotes)\.xml$/, /^word\/diagrams\/data\d+\.xml$/],
  },
  [`${ofOffice}.presentationml.presentation`]: {
    ...openXml,
    parts: [/^ppt\/slides\/slide\d+\.xml$/, /^ppt\/diagrams\/data\d+\.xml$/, /^ppt\/notesSlides\/notesSlide\d+\.xml$/],
  },
  // Texts of cells stand in a list of their own, each once; some programs write them into the cells, and so do formulas.
  [`${ofOffice}.spreadsheetml.sheet`]: {
    parts: [/^xl\/workbook\.xml$/, /^xl\/sharedStrings\.xml$/, /^xl\/worksheets\/sheet\d+\.xml$/],
    words: new Set(['t', 'c']),
    ends: new Set(['si', 'c']),
    blanks: new Set(),
    skipped: new Set(['rPh', 'f']),
    isWords: (name, attributes) => name === 't' || attributes.t === 'str',
  },
  [`${ofOpen}.text`]: openDocument,
  [`${ofOpen}.spreadsheet`]: openDocument,
  [`${ofOpen}.presentation`]: openDocument,
}
