/** What other features may ask of the answers of banks. */
export { answersOf, knownMeaning } from './store.ts'
