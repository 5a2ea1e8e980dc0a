/** A page without what differs at each showing: its hour, and what its forms carry. */
export const barePage = (html: string): string => html.replaceAll(/ data-now="[^"]*"|\bvalue="[^"]*"/g, '')
