/**
 * The desk's own lists (R0-02, R0-03, O-22): business types of withdrawals, methods that may be asked for, kinds of documents. The
 * program brings entries along; a desk renames, retires and adds. What is retired is not offered any more and stays readable on
 * what used it. Methods decide how money leaves: their changes take two people (law 4).
 */
import { z } from 'zod'
import { command, creating, Nothing, query } from './base.ts'
import { ProposalId, Version } from './ids.ts'
import { LIMITS, requiredLine } from './limits.ts'
import { BUILT_IN_DOCUMENTS, ListKey } from './list-key.ts'
import { Label } from './profile.ts'
import { Method } from './transactions.ts'

export const LIST_NAMES = ['withdrawalType', 'withdrawalMethod', 'documentKind'] as const
export const ListName = z.enum(LIST_NAMES)
export type ListName = z.output<typeof ListName>

/** Which lists two people change. */
export const LIST_BY_TWO: Readonly<Record<ListName, boolean>> = {
  withdrawalType: false,
  withdrawalMethod: true,
  documentKind: false,
}

/** What the program brings along. */
export const BUILT_IN_ENTRIES: Readonly<Record<ListName, readonly string[]>> = {
  withdrawalType: ['regular', 'accountClosure', 'correction'],
  withdrawalMethod: Method.options,
  documentKind: BUILT_IN_DOCUMENTS,
}

export const ListEntry = z
  .object({
    list: ListName,
    key: ListKey,
    /** 0 = never changed. */
    version: z.union([z.literal(0), Version]),
    /** null = as the program calls it. */
    label: Label.nullable(),
    /** Of a method: how the desk pays it. */
    pays: Method.nullable(),
    builtIn: z.boolean(),
    retired: z.boolean(),
  })
  .strict()
export type ListEntry = z.output<typeof ListEntry>

const may = { permissions: ['admin.settings'], stepUp: true } as const
const reason = requiredLine(LIMITS.commentChars)
/** `proposalId` is null where one person is enough. */
const Done = z.object({ proposalId: ProposalId.nullable(), applied: z.boolean() }).strict()

export const lists = {
  /** Every form needs them. */
  all: query().input(Nothing).output(z.array(ListEntry)),
  add: command(may)
    .input(creating({ list: ListName, key: ListKey, label: Label, pays: Method.nullable(), reason }))
    .output(Done),
  change: command(may)
    .input(
      creating({
        list: ListName,
        key: ListKey,
        expectedVersion: ListEntry.shape.version,
        label: Label.nullable(),
        retired: z.boolean(),
        reason,
      }),
    )
    .output(Done),
}
