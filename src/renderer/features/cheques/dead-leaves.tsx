/** Dead leaves whose paper is still there, and the lists by which they are destroyed before a second person. */
import { Button, Group, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { LeafRow } from '../../../contract/cheques.ts'
import type { Destruction } from '../../../contract/drawer.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './cheques.module.css'
import { LeafTable } from './deposit-lists.tsx'

type DeadLeavesProps = { dead: readonly LeafRow[]; destructions: readonly Destruction[] }

export function DeadLeaves({ dead, destructions }: DeadLeavesProps) {
  const t = useText()
  return (
    <SectionCard flush title={t('cheques.drawer.dead')} aside={dead.length}>
      {dead.length === 0 ? (
        <EmptyState icon={<IconTrash size={24} />} sentence={t('cheques.drawer.deadNone')} />
      ) : (
        <ToDestroy dead={dead} />
      )}
      {destructions.map((destruction) => (
        <DestructionItem key={destruction.destructionId} destruction={destruction} />
      ))}
    </SectionCard>
  )
}

const NONE: ReadonlySet<number> = new Set()

function ToDestroy({ dead }: { dead: readonly LeafRow[] }) {
  const t = useText()
  const me = useMe()
  const [left, setLeft] = useState(NONE)
  const [how, setHow] = useState('')
  const ask = useCommand(api.drawer.askDestruction, { onDone: () => setHow('') })
  const chosen = dead.filter(({ leafId }) => !left.has(leafId))
  const may = me.permissions.includes('cheques.print') || me.permissions.includes('cheques.release')
  const toggle = (leafId: number): void => {
    const next = new Set(left)
    if (!next.delete(leafId)) next.add(leafId)
    setLeft(next)
  }
  return (
    <>
      <LeafTable leaves={dead} left={left} onToggle={may ? toggle : null} />
      {may && (
        <Group className={classes.bar} align="flex-end">
          <TextInput
            required
            label={t('cheques.drawer.how')}
            maxLength={LIMITS.shortTextChars}
            value={how}
            onChange={(event) => setHow(event.currentTarget.value)}
          />
          <Button
            color="red"
            loading={ask.busy}
            disabled={chosen.length === 0 || how.trim() === ''}
            onClick={() => void ask.run({ leaves: chosen.map(({ leafId }) => leafId), how: how.trim() })}
          >
            {t('cheques.drawer.ask', { count: chosen.length })}
          </Button>
          <RefusalNote refusal={ask.refusal} />
        </Group>
      )}
    </>
  )
}

function DestructionItem({ destruction }: { destruction: Destruction }) {
  const t = useText()
  const me = useMe()
  const confirm = useCommand(api.drawer.confirmDestruction)
  const { destructionId, version, leaves, how, askedBy, askedAt, seenBy } = destruction
  const numbers = leaves.map(({ number }) => number).join(', ')
  return (
    <div className={classes.depositItem}>
      <div className={classes.depositFacts}>
        {t('cheques.drawer.destruction', { id: destructionId, count: leaves.length, how })}
        <div className={classes.dimmed}>
          {numbers} · {askedBy} · <InstantText at={askedAt} />
        </div>
      </div>
      {seenBy !== null ? (
        <span className={classes.dimmed}>{t('cheques.drawer.destroyedBy', { by: seenBy })}</span>
      ) : (
        askedBy !== me.displayName && (
          <ConfirmAction
            size="xs"
            tone="second"
            label={t('cheques.drawer.confirm')}
            busy={confirm.busy}
            refusal={confirm.refusal}
            onOpen={confirm.reset}
            onConfirm={async () => (await confirm.run({ destructionId, expectedVersion: version })) !== undefined}
          >
            <p>{t('cheques.drawer.confirmExplain', { numbers })}</p>
          </ConfirmAction>
        )
      )}
    </div>
  )
}
