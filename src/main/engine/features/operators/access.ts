/** R2-88: the review of access. One line per person, with everything that the roles allow today. */
import type { Role } from '../../../../contract/permissions.ts'
import type { Call } from '../../call.ts'
import { keepFile } from '../../files/store.ts'
import type { Column } from '../../formats/tables/columns.ts'
import { CSV_START, csvHeader, csvLine } from '../../formats/tables/write-csv.ts'
import { allOperators } from './store.ts'

const text = (key: string, title: string): Column => ({ key, title, kind: 'text' })
const COLUMNS: readonly Column[] = [
  text('userName', 'User name'),
  text('displayName', 'Name'),
  text('active', 'May sign in'),
  text('department', 'Department'),
  text('signingGroup', 'Signing group'),
  text('roles', 'Roles'),
  text('permissions', 'Permissions'),
  text('secondFactor', 'Second factor'),
  { key: 'createdAt', title: 'Since', kind: 'instant' },
  { key: 'lastSignInAt', title: 'Last sign-in', kind: 'instant' },
]

export function exportAccess(call: Call) {
  const timeZone = call.services.settings.get('desk.timeZone')
  const people = allOperators(call)
  const lines = people.map((row, index) => {
    const roles = JSON.parse(row.roles) as Role[]
    const cells = {
      userName: row.userName,
      displayName: row.displayName,
      active: row.active === 1 ? 'yes' : 'no',
      department: row.department ?? '',
      signingGroup: row.signingGroup ?? '',
      roles: roles.join(', '),
      permissions: [...call.services.rights.permissionsOf(roles)].sort().join(', '),
      secondFactor: row.totpSecret === null ? 'missing' : 'set up',
      createdAt: row.createdAt,
      lastSignInAt: row.lastSignInAt,
    }
    return csvLine(COLUMNS, cells, { rowNumber: index + 1, timeZone })
  })
  const name = `access-review-${call.today}.csv`
  const bytes = Buffer.from(CSV_START + csvHeader(COLUMNS) + lines.join(''), 'utf8')
  const { fileId } = keepFile(call, { name, mediaType: 'text/csv', bytes })
  call.audit({
    action: 'operator.exportAccess',
    subject: `file:${fileId}`,
    changes: [['rows', null, String(people.length)]],
  })
  return { fileId, name, people: people.length }
}
