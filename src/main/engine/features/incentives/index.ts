/** What other features may ask of incentives. */
export { applyWallet } from './wallets.ts'
