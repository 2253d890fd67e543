/** What other features may ask of stocks and layouts. */
export { allStocks, chequeFont, layoutOf, revisedLayoutOf, specimenCheque, stockOf } from './papers.ts'
