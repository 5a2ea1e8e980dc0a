/** The part of subset-font we call; the package brings no types. */
declare module 'subset-font' {
  /** Makes a font file with the letters of `text` only. `keepFeatures` are OpenType's; an axis is pinned or narrowed. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: {
      targetFormat: 'woff2'
      keepFeatures: readonly string[]
      dropTables: readonly string[]
      variationAxes: Readonly<Record<string, number | { min: number; max: number }>>
    },
  ): Promise<Uint8Array>
}
