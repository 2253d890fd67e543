/** The desk's own lists, kept in memory and read again after every change: the program's entries with the desk's laid over them. */
import { BUILT_IN_ENTRIES, LIST_NAMES, type ListEntry, type ListName } from '../../contract/lists.ts'
import { Method } from '../../contract/transactions.ts'
import type { Connection } from './db/connection.ts'
import { storedListEntries } from './db/desk-facts.ts'

export class Lists {
  readonly #connection: Connection
  #entries = new Map<string, ListEntry>()

  constructor(connection: Connection) {
    this.#connection = connection
    this.reload()
  }

  reload(): void {
    this.#entries = new Map(
      LIST_NAMES.flatMap((list) => BUILT_IN_ENTRIES[list].map((key) => [at(list, key), builtIn(list, key)])),
    )
    for (const row of storedListEntries(this.#connection))
      this.#entries.set(at(row.list, row.key), { ...row, builtIn: this.#entries.has(at(row.list, row.key)) })
  }

  all(): readonly ListEntry[] {
    return [...this.#entries.values()]
  }

  entry(list: ListName, key: string): ListEntry | undefined {
    return this.#entries.get(at(list, key))
  }

  /** What may be chosen now. */
  offered(list: ListName): readonly ListEntry[] {
    return this.all().filter((entry) => entry.list === list && !entry.retired)
  }
}

const at = (list: ListName, key: string): string => `${list}/${key}`

const builtIn = (list: ListName, key: string): ListEntry => ({
  list,
  key,
  version: 0,
  label: null,
  pays: list === 'withdrawalMethod' ? Method.parse(key) : null,
  builtIn: true,
  retired: false,
})
