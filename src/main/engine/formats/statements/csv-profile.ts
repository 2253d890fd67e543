/** Profiles of table files: their shape is the contract's, since a person corrects and keeps them; the readers are here. */
export { CsvColumns, CsvProfile } from '../../../../contract/statement-profiles.ts'
export { type CsvProposal, proposeCsvProfile } from './csv/csv-propose.ts'
export { readCsv } from './csv/csv-reader.ts'
