/** "Which leaves are good?": every leaf whose number was taken is answered for, one by one or all together (law 11). */
import { Button, Group, UnstyledButton } from '@mantine/core'
import { IconCheck, IconFlame } from '@tabler/icons-react'
import { useState } from 'react'
import type { LeafRow } from '../../../contract/cheques.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import classes from './cheques.module.css'
import { LeafReasonDialog } from './leaf-reason-dialog.tsx'
import { PdfView } from './pdf-view.tsx'

const FILE_PX = 420

export function GoodLeaves() {
  const t = useText()
  const [burning, setBurning] = useState<LeafRow | null>(null)
  const reserved = useApi(
    ['cheques.leaves', 'reserved'],
    () => api.cheques.leaves({ states: ['reserved'], search: '', after: null, pageSize: LIMITS.pageRows }),
    { topics: ['cheques'] },
  )
  const confirm = useCommand(api.cheques.confirm)
  const [looked, setLooked] = useState<number | null>(null)
  // The register lists the newest first; leaves are looked at in the order in which they came out of the printer.
  const leaves = [...(reserved.data?.rows ?? [])].reverse()
  const first = leaves.find(({ leafId }) => leafId === looked) ?? leaves[0]
  if (!first) return null
  const confirmAll = async (): Promise<void> => {
    for (const leaf of leaves) {
      if (!(await confirm.run({ leafId: leaf.leafId, expectedVersion: leaf.version }))) return
    }
  }
  return (
    <SectionCard title={t('cheques.good.title')} aside={<ToneBadge tone="wait" label={t('cheques.state.reserved')} />}>
      <p className={classes.lead}>{t('cheques.good.lead')}</p>
      <RefusalNote refusal={confirm.refusal} />
      <div className={classes.run}>
        <div className={classes.stack}>
          <Button leftSection={<IconCheck size={16} />} loading={confirm.busy} onClick={() => void confirmAll()}>
            {t('cheques.good.confirmAll', { count: leaves.length })}
          </Button>
          <ul className={classes.leaves}>
            {leaves.map((leaf) => (
              <GoodLeaf
                key={leaf.leafId}
                leaf={leaf}
                busy={confirm.busy}
                looked={leaf.leafId === first.leafId}
                onLook={() => setLooked(leaf.leafId)}
                onGood={() => void confirm.run({ leafId: leaf.leafId, expectedVersion: leaf.version })}
                onSpoiled={() => setBurning(leaf)}
              />
            ))}
          </ul>
        </div>
        <PdfView
          fileId={first.pdfFileId}
          title={t('cheques.good.openFile')}
          height={FILE_PX}
          page={first.page ?? 1}
          printable
        />
      </div>
      {burning && <LeafReasonDialog leaf={burning} kind="spoil" onClose={() => setBurning(null)} />}
    </SectionCard>
  )
}

type GoodLeafProps = {
  leaf: LeafRow
  busy: boolean
  /** Its page is the one shown. */
  looked: boolean
  onLook(): void
  onGood(): void
  onSpoiled(): void
}

function GoodLeaf({ leaf, busy, looked, onLook, onGood, onSpoiled }: GoodLeafProps) {
  const t = useText()
  return (
    <li className={classes.answer} data-active={looked || undefined}>
      <UnstyledButton className={classes.answerFacts} aria-pressed={looked} onClick={onLook}>
        <span>
          <strong>{leaf.number}</strong> {leaf.payeeName}
        </span>
        {leaf.amountMinor !== null && <MoneyText amountMinor={leaf.amountMinor} currency={leaf.currency} />}
        <span className={classes.dimmed}>
          {t('cheques.good.waitingSince', { by: leaf.printedBy ?? '' })} <InstantText at={leaf.sinceAt} />
        </span>
      </UnstyledButton>
      <Group gap="xs" wrap="nowrap">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCheck size={14} />}
          disabled={busy}
          aria-label={t('cheques.good.confirm', { number: leaf.number })}
          onClick={onGood}
        >
          {t('cheques.good.good')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="red"
          leftSection={<IconFlame size={14} />}
          disabled={busy}
          aria-label={t('cheques.good.spoil', { number: leaf.number })}
          onClick={onSpoiled}
        >
          {t('cheques.good.spoiled')}
        </Button>
      </Group>
    </li>
  )
}
