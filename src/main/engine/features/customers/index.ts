/** What other features may ask of the customers. */
export { availableOf } from './available.ts'
export { applyBalanceOperation, takeFromBalance } from './balance-operation.ts'
export { addDestination, applyDestination, dropDestination, requireUsable } from './destinations.ts'
export { addAccount, tradeIdOf } from './making.ts'
export { figuresAfterPayout, marginLevelPercent, withinAvailable } from './rules.ts'
export type { Customer, DestinationRow, TradingAccountRow } from './schema.ts'
export {
  accountById,
  accountByNumber,
  accountsOf,
  changeFigures,
  customerById,
  customerByNumber,
  destinationById,
  destinationsOf,
  insertCustomer,
  insertNote,
  insertOrder,
  riskChangesOf,
  searchCustomerIds,
} from './store.ts'
