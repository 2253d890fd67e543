/** Which requests are chosen: on the page in front, or the whole list up to the bound of a selection. */
import { useMemo, useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { RequestRow } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import type { RowKey } from '../../ui/data-grid.tsx'
import { isSelectable } from './mass-verdict.ts'
import type { Queue } from './use-queue.ts'

/** The list in front, from its first row to the bound of a selection. */
async function wholeList({ filter, choice }: Queue): Promise<RequestRow[]> {
  const rows: RequestRow[] = []
  for (let after: Parameters<typeof api.requests.list>[0]['after'] = null; rows.length < LIMITS.selectionRows; ) {
    const page = await api.requests.list({ filter, sort: choice.sort, after, pageSize: LIMITS.pageRows })
    rows.push(...page.rows)
    after = page.next
    if (after === null) break
  }
  return rows.slice(0, LIMITS.selectionRows)
}

export function useSelection(queue: Queue) {
  const t = useText()
  const me = useMe()
  const { profiles } = useProfile()
  const rows = queue.page.data?.rows
  const [selected, setSelected] = useState<ReadonlySet<RowKey>>(new Set())
  const [whole, setWhole] = useState<readonly RequestRow[] | null>(null)
  const can = useMemo(
    () => (row: RequestRow) => profiles.some((profile) => isSelectable(profile, me, row)),
    [profiles, me],
  )
  const selectable = useMemo(() => (rows ?? []).filter(can), [rows, can])
  const chosen = selectable.filter((row) => selected.has(row.requestId))
  const all = chosen.length > 0 && chosen.length === selectable.length
  const choose = (keys: ReadonlySet<RowKey>): void => {
    setWhole(null)
    setSelected(keys)
  }
  const found = queue.totals.data?.count ?? 0
  return {
    rows: whole ?? chosen,
    clear: () => choose(new Set()),
    /** Takes the rest of the list as well; null where there is none. */
    takeAll:
      all && whole === null && found > (rows?.length ?? 0)
        ? {
            n: Math.min(found, LIMITS.selectionRows),
            run: () => void wholeList(queue).then((list) => setWhole(list.filter(can))),
          }
        : null,
    page:
      selectable.length === 0
        ? null
        : {
            checked: all,
            some: chosen.length > 0 && !all,
            onToggle: () => choose(new Set(all ? [] : selectable.map((row) => row.requestId))),
          },
    grid: {
      selected,
      onChange: choose,
      withAll: false,
      whyNot: (row: RequestRow) => (selectable.includes(row) ? null : t('requests.mass.cannotSelect')),
    },
  }
}
