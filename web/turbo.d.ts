/** The part of Turbo we call; the package brings no types. */
declare module '@hotwired/turbo' {
  export const config: { drive: { progressBarDelay: number } }
  export const cache: { clear(): void }
  export function visit(address: string, options?: { action?: 'advance' | 'replace' }): void
  export function morphChildren(current: Element, next: Element): void
}
