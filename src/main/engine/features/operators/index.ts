/** What other features may ask of the operators. */
export { activeAdministrators, noteAdministrators } from './administrators.ts'
export { applyCreateOperator, applyResetPassword, applyUpdateOperator } from './changing.ts'
export type { OperatorRow } from './schema.ts'
export {
  hashPassword,
  makeTotpSecret,
  matchingStep,
  PASSWORD_LOG2N,
  passwordMatches,
  passwordWeakness,
  totpCode,
} from './secrets.ts'
export {
  allOperators,
  changeOwn,
  insertOperator,
  noteSignIn,
  noteTry,
  operatorById,
  operatorByName,
  operatorCount,
  useCode,
} from './store.ts'
