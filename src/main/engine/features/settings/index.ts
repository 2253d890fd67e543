/** What other features may ask of settings and bank accounts. */
export { applyBankAccount, applySetting } from './changing.ts'
export type { BankAccountRow } from './schema.ts'
export { bankAccountById, bankAccountByNumber, bankAccounts, putSetting } from './store.ts'
