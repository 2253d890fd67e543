/** SQL of the desk's own stocks and layouts: every revision is kept. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { chequeForms, type Form } from './schema.ts'

export type FormKind = 'stock' | 'layout'

/** The newest revision of each form. */
export function newestForms(call: Call, kind: FormKind): Form[] {
  return call.db.all<Form>(
    `SELECT ${columnsOf(chequeForms, 'f')} FROM cheque_forms f WHERE f.kind = ?
       AND f.revision = (SELECT max(revision) FROM cheque_forms n WHERE n.kind = f.kind AND n.code = f.code) ORDER BY f.code`,
    kind,
  )
}

export function revisionOf(call: Call, kind: FormKind, code: string): number {
  return call.db.value<number>('SELECT max(revision) FROM cheque_forms WHERE kind = ? AND code = ?', kind, code) ?? 0
}

export function insertForm(call: Call, row: typeof chequeForms.$inferInsert): void {
  call.db.insert(chequeForms, row)
}
