/** How much waits behind a tab; nothing at all when nothing waits. */
import { Badge } from '@mantine/core'

export function TabCount({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <Badge size="sm" variant="light" ml={8} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {count}
    </Badge>
  )
}
