/** What other features may ask of roles and departments. */
export { applyDepartment, applyRole } from './changing.ts'
