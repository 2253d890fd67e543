/**
 * The roles and departments of the desk, kept in memory and read again after every change: those that the program brings along,
 * with what two people added or changed laid over them. A role that is unchanged follows the program, so that a later version
 * may give it what is new; a changed one stays as it was decided.
 */
import { DEPARTMENTS, type Permission, ROLE_NAMES, ROLES } from '../../contract/permissions.ts'
import type { DepartmentFacts, RoleFacts } from '../../contract/roles.ts'
import type { Connection } from './db/connection.ts'
import { storedDepartments, storedRoles } from './db/desk-facts.ts'

export class Rights {
  readonly #connection: Connection
  #roles = new Map<string, RoleFacts>()
  #departments = new Map<string, DepartmentFacts>()

  constructor(connection: Connection) {
    this.#connection = connection
    this.reload()
  }

  reload(): void {
    this.#roles = new Map(
      ROLE_NAMES.map((role) => [
        role,
        { role, version: 0, label: null, permissions: [...ROLES[role]], builtIn: true, retired: false },
      ]),
    )
    this.#departments = new Map(
      DEPARTMENTS.map((department) => [
        department,
        { department, version: 0, label: null, builtIn: true, retired: false },
      ]),
    )
    for (const row of storedRoles(this.#connection))
      this.#roles.set(row.role, { ...row, builtIn: this.#roles.get(row.role)?.builtIn ?? false })
    for (const row of storedDepartments(this.#connection))
      this.#departments.set(row.department, {
        ...row,
        builtIn: this.#departments.get(row.department)?.builtIn ?? false,
      })
  }

  roles(): readonly RoleFacts[] {
    return [...this.#roles.values()]
  }

  role(key: string): RoleFacts | undefined {
    return this.#roles.get(key)
  }

  departments(): readonly DepartmentFacts[] {
    return [...this.#departments.values()]
  }

  department(key: string): DepartmentFacts | undefined {
    return this.#departments.get(key)
  }

  /** Everything that a set of roles allows; a role that the desk does not know, or has retired, allows nothing. */
  permissionsOf(roles: readonly string[]): ReadonlySet<Permission> {
    const known = roles.map((role) => this.#roles.get(role))
    return new Set(known.flatMap((role) => (role === undefined || role.retired ? [] : role.permissions)))
  }
}
