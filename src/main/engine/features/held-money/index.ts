/** What other features may ask of money kept for an investigation. */
export { applyHeldMoney } from './deciding.ts'
