/** What other features may ask of stocks and layouts. */
export { applyForm } from './changing.ts'
export { allStocks, chequeFont, layoutOf, revisedLayoutOf, specimenCheque, stockOf } from './papers.ts'
