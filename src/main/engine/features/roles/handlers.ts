/** Roles and departments as data of the desk. */
import type { Handlers } from '../../call.ts'
import type { Proposed } from '../../proposals/index.ts'
import { proposeDepartment, proposeRole } from './changing.ts'

export const rolesHandlers: Handlers<'roles'> = {
  list: ({ services }) => ({ roles: [...services.rights.roles()], departments: [...services.rights.departments()] }),

  addRole: (call, { role, label, permissions, reason }) =>
    answer(proposeRole(call, { role, label, permissions, version: 0, retired: false, isNew: true }, reason)),

  changeRole: (call, { role, label, permissions, retired, expectedVersion, reason }) =>
    answer(proposeRole(call, { role, label, permissions, retired, version: expectedVersion, isNew: false }, reason)),

  addDepartment: (call, { department, label, reason }) =>
    answer(proposeDepartment(call, { department, label, version: 0, retired: false, isNew: true }, reason)),

  changeDepartment: (call, { department, label, retired, expectedVersion, reason }) =>
    answer(proposeDepartment(call, { department, label, retired, version: expectedVersion, isNew: false }, reason)),
}

function answer({ proposalId, applied }: Proposed<string>) {
  return { proposalId, applied: applied !== null }
}
