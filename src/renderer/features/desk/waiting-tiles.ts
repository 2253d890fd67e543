/** Which figures wait for a person: only what this person may work on, and nothing that is zero. */
import type { Department, Permission } from '../../../contract/permissions.ts'
import type { Tone } from '../../ui/tone.ts'
import type { Counts } from './places.tsx'

export type WaitingTile = {
  text:
    | 'desk.tile.mine'
    | 'desk.tile.department'
    | 'desk.tile.release'
    | 'desk.tile.build'
    | 'desk.tile.print'
    | 'desk.tile.confirm'
    | 'desk.tile.sign'
    | 'desk.tile.unmatched'
    | 'desk.tile.changes'
  department: Department | null
  count: number
  /** How many of them are overdue; null where nothing can be. */
  late: number | null
  tone: Tone
  href: string
}

type Person = { department: Department | null; permissions: readonly Permission[] }

export function tilesFor(person: Person, counts: Counts, queues: readonly Department[]): readonly WaitingTile[] {
  const may = (permission: Permission): boolean => person.permissions.includes(permission)
  const work = (text: WaitingTile['text'], count: number, rest: { href: string; tone?: Tone }): WaitingTile => ({
    text,
    department: null,
    count,
    late: null,
    tone: rest.tone ?? 'neutral',
    href: rest.href,
  })
  const own = person.department !== null && queues.includes(person.department) ? person.department : null
  const queue = counts.departments.find(({ department }) => department === own)
  const tiles: (WaitingTile | false)[] = [
    may('withdrawals.access') && work('desk.tile.mine', counts.mine, { href: '/queue/mine' }),
    may('withdrawals.access') &&
      own !== null && {
        ...work('desk.tile.department', queue?.open ?? 0, { href: `/queue/${own}` }),
        department: own,
        late: queue?.overdue ?? 0,
      },
    may('batches.release') && work('desk.tile.release', counts.batchesToRelease, { href: '/batches', tone: 'second' }),
    may('batches.build') && work('desk.tile.build', counts.batchesWaiting, { href: '/batches', tone: 'wait' }),
    may('cheques.print') && work('desk.tile.print', counts.chequesWaiting, { href: '/cheques', tone: 'wait' }),
    may('cheques.print') && work('desk.tile.confirm', counts.chequesToConfirm, { href: '/cheques', tone: 'wait' }),
    may('cheques.sign') && work('desk.tile.sign', counts.chequesToSign, { href: '/cheques', tone: 'second' }),
    may('statements.match') &&
      work('desk.tile.unmatched', counts.linesUnmatched, { href: '/statements', tone: 'wait' }),
    work('desk.tile.changes', counts.changesToConfirm, { href: '/changes', tone: 'second' }),
  ]
  return tiles.filter((tile) => tile !== false).filter(({ count }) => count > 0)
}
