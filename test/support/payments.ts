/** Bank accounts and payments that wait for a batch or a leaf, made through the desk's own commands. */
import { contract } from '../../src/contract/index.ts'
import type { Conflict, Refusal } from '../../src/main/engine/index.ts'
import { completeRequest, DETAILS, makeCustomer, makeRequest } from './cases.ts'
import type { Answer, PersonAtDesk, TestDesk } from './desk.ts'

let count = 0

/** A bank account of the desk with a million of its currency. */
export function makeBankAccount(desk: TestDesk, currency = 'HKD'): number {
  count += 1
  return desk.as('admin').call('settings.addBankAccount', {
    name: `Payments ${currency} ${count}`,
    bankName: 'HSBC',
    bankCode: '004',
    bic: 'HSBCHKHHHKH',
    accountNumber: `808000000${100 + count}`,
    currency,
    ownerName: 'EXAMPLE SECURITIES LTD',
    ownerTown: 'Hong Kong',
    ownerCountry: 'HK',
    openingBalanceMinor: 100_000_000,
    note: 'Opening',
  }).bankAccountId
}

export type MadePayment = { requestId: number; instructionId: number; amountMinor: number; accountId: number }

/** A payment approved and completed by `bo`, made by `agent`, waiting for a batch (wire) or a leaf (cheque). */
export function makePayment(
  desk: TestDesk,
  options: {
    method?: 'wireTransfer' | 'cheque'
    amountMinor?: number
    currency?: string
    details?: object
    reason?: string
  } = {},
): MadePayment {
  const { method = 'wireTransfer', amountMinor = 1_250_000, currency = 'HKD', reason = '' } = options
  const customer = makeCustomer(desk, {
    currency,
    balanceMinor: amountMinor * 4,
    figures: { equityMinor: amountMinor * 4, freeMarginMinor: amountMinor * 4 },
  })
  const { destinationId } = desk.as('agent').call('customers.addDestination', {
    customerId: customer.customerId,
    details: { ...DETAILS, currency, payeeName: `LEE KA YAN ${customer.customerId}`, ...options.details },
  })
  const { requestId } = makeRequest(desk, { ...customer, destinationId }, { amountMinor, method, reason })
  completeRequest(desk, requestId)
  const [instruction] = desk.as('bo').call('requests.get', { requestId }).instructions
  return { requestId, instructionId: instruction.instructionId, amountMinor, accountId: customer.accountId }
}

/** A file of the desk, uploaded by a person. */
export function uploadFile(person: PersonAtDesk, name: string, content: string | Uint8Array): number {
  const bytes = Buffer.from(content)
  const { uploadId } = person.call('files.beginUpload', { name, mediaType: 'text/plain', sizeBytes: bytes.length })
  person.call('files.append', { uploadId, offset: 0, base64: bytes.toString('base64') })
  return person.call('files.finishUpload', { uploadId }).fileId
}

/** The bytes of a kept file as the ledger holds them. */
export function keptBytes(desk: TestDesk, fileId: number): Buffer {
  return desk.connection.value<Buffer>(
    'SELECT c.bytes FROM files f JOIN file_contents c ON c.sha256 = f.sha256 WHERE f.id = ?',
    fileId,
  ) as Buffer
}

/** Holds an answer against the contract: every query that a test makes must say what it promises. */
export function promised(method: string, answer: Answer): Answer {
  const [feature = '', name = ''] = method.split('.')
  const procedure = (contract as unknown as Record<string, Record<string, Answer>>)[feature]?.[name]
  return procedure['~orpc'].outputSchema.parse(answer)
}

/** What a call was refused with: its code and figures, or the conflict; anything else fails the test. */
export async function refusalOf(call: () => unknown): Promise<Partial<Refusal & Conflict> & { name: string }> {
  try {
    await call()
  } catch (error) {
    const { name } = error as Error
    if (name === 'Refusal' || name === 'Conflict' || name === 'InvalidInput') return error as Refusal & Conflict
    throw error
  }
  throw new Error('the call was not refused')
}

/** Actions of the audit records from a sequence on, oldest first. */
export function auditedSince(
  desk: TestDesk,
  sequence: number,
): { action: string; subject: string; requestId?: number }[] {
  return desk.connection
    .all<{ record: string }>('SELECT record FROM audit WHERE sequence > ? ORDER BY sequence', sequence)
    .map(({ record }) => JSON.parse(record))
}

export function lastSequence(desk: TestDesk): number {
  return desk.connection.value<number>('SELECT max(sequence) FROM audit') ?? 0
}

/** Gives a person more roles and a signing group, at once. */
export function grant(
  desk: TestDesk,
  operatorId: number,
  more: { roles?: string[]; signingGroup?: 'A' | 'B' | null },
): void {
  const all: Answer[] = desk.as('admin').call('operators.list')
  const { version, displayName, department, roles, signingGroup } = all.find((row) => row.operatorId === operatorId)
  desk.as('admin').call('operators.update', {
    operatorId,
    expectedVersion: version,
    active: true,
    displayName,
    department,
    roles: [...new Set([...roles, ...(more.roles ?? [])])],
    signingGroup: more.signingGroup === undefined ? signingGroup : more.signingGroup,
  })
}
