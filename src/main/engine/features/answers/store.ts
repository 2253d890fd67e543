/** SQL of bank answers and of the files that they came in. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { type BankAnswer, bankAnswers } from './schema.ts'

export type NamedAnswer = BankAnswer & { by: string }

export function answersOf(call: Call, instructionId: number): NamedAnswer[] {
  return call.db.all<NamedAnswer>(
    `SELECT ${columnsOf(bankAnswers, 'a')}, o.display_name AS by FROM bank_answers a JOIN operators o ON o.id = a.operator_id
     WHERE a.instruction_id = ? ORDER BY a.id`,
    instructionId,
  )
}

/** What the answers so far have made of a payment; conflicts and repetitions do not count. */
export function knownMeaning(call: Call, instructionId: number): string {
  return (
    call.db.value<string>(
      `SELECT meaning FROM bank_answers WHERE instruction_id = ? AND effect IN ('accepts', 'fails', 'notes') ORDER BY id DESC LIMIT 1`,
      instructionId,
    ) ?? 'silent'
  )
}

export function insertAnswer(call: Call, row: typeof bankAnswers.$inferInsert): void {
  call.db.insert(bankAnswers, row)
}

export function takenBefore(call: Call, sha256: string): { at: number; by: string } | undefined {
  return call.db.get<{ at: number; by: string }>(
    `SELECT f.at, o.display_name AS by FROM answer_files f JOIN operators o ON o.id = f.operator_id WHERE f.sha256 = ?`,
    sha256,
  )
}

export function insertAnswerFile(call: Call, file: { sha256: string; fileId: number; answers: number }): void {
  call.db.run(
    'INSERT INTO answer_files (sha256, file_id, answers, at, operator_id) VALUES (?, ?, ?, ?, ?)',
    file.sha256,
    file.fileId,
    file.answers,
    call.now,
    call.actor.operatorId,
  )
}
