/** Where the desk's keys lead. */
import type { Department } from '../../../contract/permissions.ts'

/** Where a key leads: `?` and `/` alone, the others as the second key after `G`. */
export function placeOfKey(key: string, afterG: boolean, department: Department | null): string | null {
  if (key === '?') return '/help'
  if (key === '/') return 'palette'
  if (!afterG) return null
  switch (key) {
    case 'h':
      return '/'
    case 'm':
      return '/queue/mine'
    case 'q':
      return department === null || department === 'finance' ? '/queue/all' : `/queue/${department}`
    case 'c':
      return '/customers'
    default:
      return null
  }
}
