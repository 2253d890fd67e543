/** One line at a time: choose a proposal or payments until the difference is zero, accept, go to the next line. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ExpectedItem, StatementLine } from '../../../contract/statements.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { BankLines } from './bank-lines.tsx'
import { BookOtherDialog } from './book-other-dialog.tsx'
import { DifferencePanel } from './difference-panel.tsx'
import { ExpectedList } from './expected-list.tsx'
import { type Chosen, chargeMinor, chooseItems, chooseProposal, isExact, neighbour } from './reconciliation.ts'
import classes from './statements.module.css'
import { type Undoable, UndoDialog } from './undo-dialog.tsx'

export type MatchingDeskProps = {
  lines: readonly StatementLine[]
  /** There are more open lines than are shown. */
  more: boolean
  expected: readonly ExpectedItem[]
}

export function MatchingDesk({ lines, more, expected }: MatchingDeskProps) {
  const me = useMe()
  const desk = useRef<HTMLDivElement>(null)
  const [activeId, setActiveId] = useState<number | null>(null)
  const [choice, setChoice] = useState<{ lineId: number; chosen: Chosen } | null>(null)
  const [last, setLast] = useState<Undoable | null>(null)
  const [opened, setOpened] = useState<'other' | 'undo' | null>(null)
  const accepting = useAccept()
  const mayMatch = me.permissions.includes('statements.match')
  const line = lines.find(({ statementLineId }) => statementLineId === activeId) ?? lines[0] ?? null
  // A line opens with its best proposal; a choice made for another line does not carry over.
  const chosen = choice && choice.lineId === line?.statementLineId ? choice.chosen : chooseProposal(line, 0)
  const choose = (next: Chosen): void => setChoice(line && { lineId: line.statementLineId, chosen: next })
  const accept = async (withCharge = false): Promise<void> => {
    const mayAccept = withCharge ? chargeMinor(line, chosen) !== null : isExact(line, chosen)
    if (!line || !mayMatch || !mayAccept) return
    const following = idAfter(lines, line)
    const version = await accepting.run(line, chosen, withCharge)
    if (version === null) return
    setLast({ ...line, version })
    setActiveId(following)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const meaning = deskKey(event)
    if (meaning === null) return
    event.preventDefault()
    if (typeof meaning === 'number') choose(chooseProposal(line, meaning))
    else if (meaning === 'charge') void accept(true)
    else if (mayMatch && (meaning === 'undo' ? last : line)) setOpened(meaning)
  }
  useEffect(() => desk.current?.querySelector<HTMLElement>('[role=grid]')?.focus(), [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the desk work wherever the focus is inside it
    <div ref={desk} className={classes.desk} onKeyDown={onKeyDown}>
      <BankLines
        lines={lines}
        more={more}
        active={line?.statementLineId ?? null}
        onActive={setActiveId}
        onAccept={() => void accept()}
      />
      <DifferencePanel
        line={line}
        lines={lines}
        chosen={chosen}
        mayMatch={mayMatch}
        busy={accepting.busy}
        refusal={accepting.refusal}
        last={last}
        onChoose={(place) => choose(chooseProposal(line, place))}
        onAccept={() => void accept()}
        onCharge={() => void accept(true)}
        onOther={() => setOpened('other')}
        onUndo={() => setOpened('undo')}
      />
      <ExpectedList
        line={line}
        expected={expected}
        chosen={chosen}
        onChoose={(ids) => choose(chooseItems(ids, expected))}
        onAccept={() => void accept()}
      />
      {opened === 'other' && line && <BookOtherDialog line={line} onClose={() => setOpened(null)} onDone={setLast} />}
      {opened === 'undo' && last && (
        <UndoDialog line={last} onClose={() => setOpened(null)} onDone={() => setLast(null)} />
      )}
    </div>
  )
}

/** The line to go on with; null: the first that is left. */
function idAfter(lines: readonly StatementLine[], line: StatementLine): number | null {
  const following = neighbour(lines, (each) => each === line, 1)
  return following === line ? null : (following?.statementLineId ?? null)
}

/** Sends what was chosen: payments, or a booking when the line is none of ours. Answers with the line's next version. */
function useAccept() {
  const match = useCommand(api.statements.match)
  const book = useCommand(api.statements.bookOther)
  const run = async (line: StatementLine, chosen: Chosen, withCharge: boolean): Promise<number | null> => {
    const at = { statementLineId: line.statementLineId, expectedVersion: line.version }
    const done = chosen.book
      ? await book.run({ ...at, ...chosen.book })
      : await match.run({ ...at, instructionIds: [...chosen.ids], withCharge })
    return done ? done.version : null
  }
  return { run, busy: match.busy || book.busy, refusal: match.refusal ?? book.refusal }
}

/** Place of a proposal, or what a letter asks for; null when the key is none of the desk's or somebody is typing. */
function deskKey(event: KeyboardEvent): number | 'undo' | 'other' | 'charge' | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const target = event.target as HTMLElement
  if (target.closest('input:not([type=checkbox]),textarea,[role=dialog]')) return null
  if (/^[1-9]$/.test(event.key)) return Number(event.key) - 1
  if (event.key.toLowerCase() === 'u') return 'undo'
  if (event.key.toLowerCase() === 'c') return 'charge'
  return event.key.toLowerCase() === 'b' ? 'other' : null
}
