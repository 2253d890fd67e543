/**
 * Permissions, and the roles and departments that the program brings along. The R1 permissions carry the numbers of R1-50, the R3
 * permissions the names of R3-06; the others are the desk's own. A permission is part of the program and this list is closed; a
 * role is a set of permissions and data of the desk, as a department is: their keys are open, and the desk knows which exist.
 */
import { z } from 'zod'

export const PERMISSIONS = [
  'withdrawals.access',
  'withdrawals.create',
  'withdrawals.import',
  'withdrawals.export',
  'withdrawals.massUpdate',
  'withdrawals.requestDocuments',
  'withdrawals.reject',
  'withdrawals.passToDepartment',
  'withdrawals.approve',
  'withdrawals.comment',
  'withdrawals.hold',
  'withdrawals.process',
  'withdrawals.decideRisk',
  'checks.facts',
  'checks.answer',
  'limits.manage',
  'risk.register',
  'risk.spotCheck',
  'incentives.manage',
  'incentives.pay',
  'cashTasksOut.audit',
  'cashTasksOut.confirm',
  'cashTasksOut.remit',
  'customers.read',
  'customers.write',
  'destinations.confirm',
  'batches.build',
  'batches.release',
  'cheques.print',
  'cheques.sign',
  'cheques.release',
  'statements.import',
  'statements.match',
  'days.prepare',
  'days.sign',
  'ledger.read',
  'ledger.adjust',
  'audit.read',
  'admin.operators',
  'admin.settings',
  'admin.profiles',
  'changes.confirm',
] as const
export type Permission = (typeof PERMISSIONS)[number]
export const Permission = z.enum(PERMISSIONS)

/** R1-50: the numbers in the status matrix. */
export const PERMISSION_BY_NUMBER = {
  1: 'withdrawals.requestDocuments',
  2: 'withdrawals.reject',
  3: 'withdrawals.passToDepartment',
  4: 'withdrawals.approve',
  5: 'withdrawals.massUpdate',
} as const satisfies Record<number, Permission>

/** How roles and departments are named in profiles and on operators: one word, never changed once it is in use. */
const key = z.string().regex(/^[a-z][A-Za-z0-9]{1,39}$/)

/** The departments that the program brings along; a desk adds its own. */
export const DEPARTMENTS = [
  'customerSupport',
  'retention',
  'dealing',
  'backoffice',
  'finance',
  'sales',
  'operations',
  'riskCompliance',
  'accounting',
  'partnerFinance',
] as const
export const Department = key
export type Department = z.output<typeof Department>

/** The roles that the program brings along, as they are until two people change one. */
export const ROLES = {
  agent: ['withdrawals.access', 'withdrawals.create', 'withdrawals.comment', 'customers.read', 'customers.write'],
  departmentReviewer: [
    'withdrawals.access',
    'withdrawals.create',
    'withdrawals.requestDocuments',
    'withdrawals.reject',
    'withdrawals.passToDepartment',
    'withdrawals.comment',
    'withdrawals.export',
    'customers.read',
    'checks.answer',
  ],
  supervisor: [
    'withdrawals.access',
    'withdrawals.massUpdate',
    'withdrawals.export',
    'withdrawals.import',
    'customers.read',
    'destinations.confirm',
  ],
  payoutOfficer: [
    'withdrawals.access',
    'withdrawals.requestDocuments',
    'withdrawals.reject',
    'withdrawals.approve',
    'withdrawals.comment',
    'withdrawals.export',
    'withdrawals.import',
    'customers.read',
    'cashTasksOut.audit',
    'cashTasksOut.confirm',
    'cashTasksOut.remit',
    'batches.build',
    'cheques.print',
    'ledger.read',
    'checks.answer',
    'checks.facts',
    'risk.register',
    'destinations.confirm',
  ],
  authorisedSigner: [
    'withdrawals.access',
    'customers.read',
    'batches.release',
    'cheques.sign',
    'cheques.release',
    'ledger.read',
    'changes.confirm',
  ],
  finance: [
    'withdrawals.access',
    'withdrawals.export',
    'customers.read',
    'statements.import',
    'statements.match',
    'days.prepare',
    'days.sign',
    'ledger.read',
    'ledger.adjust',
    'audit.read',
  ],
  /** R0-01: approves or rejects what agents recorded. */
  salesManager: [
    'withdrawals.access',
    'withdrawals.approve',
    'withdrawals.reject',
    'withdrawals.comment',
    'customers.read',
  ],
  /** R0-01: pays approved requests out and reconciles. */
  financeOfficer: [
    'withdrawals.access',
    'withdrawals.process',
    'withdrawals.comment',
    'withdrawals.export',
    'customers.read',
    'batches.build',
    'cheques.print',
    'ledger.read',
    'destinations.confirm',
  ],
  /** R2-81, R2-114: approves up to the first band, works the queue. */
  standardAdmin: [
    'withdrawals.access',
    'withdrawals.approve',
    'withdrawals.reject',
    'withdrawals.hold',
    'withdrawals.comment',
    'withdrawals.export',
    'customers.read',
    'batches.build',
    'checks.answer',
    'checks.facts',
  ],
  /** R2-29: the only one who processes by hand. */
  seniorAdmin: [
    'withdrawals.access',
    'withdrawals.approve',
    'withdrawals.reject',
    'withdrawals.hold',
    'withdrawals.process',
    'withdrawals.comment',
    'withdrawals.export',
    'customers.read',
    'batches.build',
    'cheques.print',
    'ledger.read',
    'checks.answer',
    'checks.facts',
    'limits.manage',
    'destinations.confirm',
  ],
  financeManager: [
    'withdrawals.access',
    'withdrawals.approve',
    'withdrawals.reject',
    'withdrawals.comment',
    'withdrawals.export',
    'customers.read',
    'ledger.read',
    'audit.read',
    'checks.answer',
  ],
  financeDirector: [
    'withdrawals.access',
    'withdrawals.approve',
    'withdrawals.reject',
    'withdrawals.comment',
    'withdrawals.export',
    'customers.read',
    'ledger.read',
    'audit.read',
    'checks.answer',
  ],
  /** R3-02: confirms channels and remits; R3-05 gives the Audit step to others. */
  withdrawalOperator: [
    'withdrawals.access',
    'withdrawals.create',
    'withdrawals.reject',
    'withdrawals.comment',
    'cashTasksOut.confirm',
    'cashTasksOut.remit',
    'customers.read',
    'batches.build',
    'cheques.print',
    'checks.answer',
    'checks.facts',
    'risk.register',
    'risk.spotCheck',
  ],
  /** R3-24: assesses abnormal withdrawals. */
  withdrawalAuditor: [
    'withdrawals.access',
    'withdrawals.reject',
    'withdrawals.comment',
    'cashTasksOut.audit',
    'customers.read',
    'checks.answer',
    'risk.register',
    'risk.spotCheck',
  ],
  /** R3-02: owns the procedure and coordinates urgent cases. */
  operationsLead: [
    'withdrawals.access',
    'withdrawals.reject',
    'withdrawals.hold',
    'withdrawals.comment',
    'withdrawals.export',
    'cashTasksOut.audit',
    'cashTasksOut.confirm',
    'cashTasksOut.remit',
    'customers.read',
    'batches.build',
    'checks.answer',
    'checks.facts',
    'risk.register',
    'risk.spotCheck',
    'destinations.confirm',
  ],
  /** R3-60, R3-61: gives the go or no-go that unlocks a request. */
  complianceOfficer: [
    'withdrawals.access',
    'withdrawals.decideRisk',
    'withdrawals.hold',
    'withdrawals.reject',
    'withdrawals.comment',
    'customers.read',
    'audit.read',
    'checks.answer',
    'checks.facts',
    'limits.manage',
    'risk.register',
    'risk.spotCheck',
    'destinations.confirm',
  ],
  /** R3-43: watches the bank accounts. */
  accountant: ['withdrawals.access', 'customers.read', 'ledger.read', 'statements.import', 'statements.match'],
  /** R3-63: second review of the spot check. */
  teamLead: [
    'withdrawals.access',
    'withdrawals.comment',
    'withdrawals.export',
    'customers.read',
    'audit.read',
    'risk.register',
    'risk.spotCheck',
  ],
  /** R4-20…R4-25: approves incentives and pays them out. */
  incentivePayer: [
    'withdrawals.access',
    'withdrawals.create',
    'withdrawals.approve',
    'withdrawals.reject',
    'withdrawals.process',
    'withdrawals.comment',
    'customers.read',
    'customers.write',
    'incentives.manage',
    'incentives.pay',
  ],
  /** R2-87: answers disputes: reads what was paid, asks for documents, records what the customer says. */
  financialSupport: [
    'withdrawals.access',
    'withdrawals.requestDocuments',
    'withdrawals.comment',
    'customers.read',
    'ledger.read',
    'checks.facts',
  ],
  /** Drafts workflow profiles; another one puts them in force. */
  profileDesigner: ['admin.profiles', 'audit.read', 'customers.read', 'withdrawals.access'],
  administrator: [
    'admin.operators',
    'admin.settings',
    'admin.profiles',
    'changes.confirm',
    'audit.read',
    'customers.read',
    'withdrawals.access',
    'limits.manage',
  ],
  auditor: ['withdrawals.access', 'customers.read', 'ledger.read', 'audit.read'],
} as const satisfies Record<string, readonly Permission[]>
export type BuiltInRole = keyof typeof ROLES
export const ROLE_NAMES = Object.keys(ROLES) as [BuiltInRole, ...BuiltInRole[]]
export const Role = key
export type Role = z.output<typeof Role>

/** Signing groups of cheques and batches (`A + B`). */
export const SigningGroup = z.enum(['A', 'B'])
export type SigningGroup = z.output<typeof SigningGroup>

/** Everything that a set of roles allows as the program brings them along. */
export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  const builtIn: Readonly<Record<string, readonly Permission[]>> = ROLES
  return new Set(roles.flatMap((role) => builtIn[role] ?? []))
}
