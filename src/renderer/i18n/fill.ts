/** Fills the places of a message: `{name}` with a figure, `{name|one|other}` with the word that goes with a count. */

export type Figures = Readonly<Record<string, string | number>>

const PLACE = /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g

/** The message with its figures; a place without a figure stays visible, so that it is noticed. */
export function fillMessage(message: string, figures: Figures = {}): string {
  return message.replace(PLACE, (whole, name: string, one: string | undefined, other: string | undefined) => {
    const figure = figures[name]
    if (figure === undefined) return whole
    if (one === undefined || other === undefined) return typeof figure === 'number' ? groupedCount(figure) : figure
    return figure === 1 ? one : other
  })
}

/** A count with grouped thousands: `31,204`. Amounts of money are formatted by money.ts before they come here. */
export function groupedCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}
