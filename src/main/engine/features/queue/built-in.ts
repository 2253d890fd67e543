/** The views that come with the profiles (R0-09, R0-13, R2-01, R3-01): data beside the program, read once. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Code } from '../../../../contract/limits.ts'
import { Label } from '../../../../contract/profile.ts'
import { GRID_COLUMNS, GridColumn, RequestFilter, RequestSort } from '../../../../contract/queue.ts'
import type { Call } from '../../call.ts'

/** All open requests, however old. */
export const OPEN_REQUESTS = RequestFilter.parse({
  view: 'all',
  department: null,
  statuses: [],
  currencies: [],
  methods: [],
  priorities: [],
  overdueOnly: false,
  openOnly: true,
  search: '',
})

const BuiltIn = z
  .object({
    view: Code,
    /** The profile that it belongs to; null = any. */
    profile: Code.nullable(),
    label: Label,
    onRail: z.boolean(),
    filter: z.record(z.string(), z.unknown()).transform((given) => RequestFilter.parse({ ...OPEN_REQUESTS, ...given })),
    sort: RequestSort,
    columns: z.array(GridColumn).max(GRID_COLUMNS.length),
  })
  .strict()
export type BuiltInView = z.output<typeof BuiltIn>

const known = new Map<string, BuiltInView[]>()

export function builtInViews(call: Call): readonly BuiltInView[] {
  const { resourcesDir } = call.services
  let found = known.get(resourcesDir)
  if (!found) {
    const text = readFileSync(join(resourcesDir, 'views', 'built-in.json'), 'utf8')
    found = z.array(BuiltIn).parse(JSON.parse(text))
    known.set(resourcesDir, found)
  }
  return found
}
