/** The part of Turbo we call; the package brings no types. */
declare module '@hotwired/turbo' {
  interface MorphOptions {
    callbacks?: { beforeNodeMorphed(current: Node, next?: Node): boolean }
  }
  export const config: { drive: { progressBarDelay: number } }
  export const cache: { clear(): void }
  export function visit(
    address: string,
    options?: {
      action?: 'advance' | 'replace'
      /** An answer that is already here, shown instead of being fetched. */
      response?: { statusCode: number; responseHTML: string; redirected: boolean }
    },
  ): void
  export function morphElements(current: Element, next: Element, options?: MorphOptions): void
  export function morphChildren(current: Element, next: Element, options?: MorphOptions): void
}
