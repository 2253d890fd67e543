/** One print run: totals and progress, the printer's word, pause and resume, and an answer for every leaf. */
import { Button, Group, Progress } from '@mantine/core'
import { IconCheck, IconPlayerPause } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { LeafRow, Run } from '../../../contract/cheques.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import { CancelRun } from './cancel-run.tsx'
import classes from './cheques.module.css'
import { GoodLeaf } from './good-leaf.tsx'
import { LeafReasonDialog } from './leaf-reason-dialog.tsx'
import { PdfView } from './pdf-view.tsx'
import { RunAdvices } from './run-advices.tsx'

const FILE_PX = 420
/** How often the printer is asked while it has the job. */
const ASK_MS = 3_000

const TONE: Record<Run['state'], Tone> = {
  byHand: 'wait',
  intended: 'wait',
  sent: 'wait',
  failed: 'late',
  unknown: 'late',
  paused: 'wait',
  answered: 'done',
}

export function RunCard({ run, onLook }: { run: Run; onLook(): void }) {
  const t = useText()
  const [burning, setBurning] = useState<LeafRow | null>(null)
  const [looked, setLooked] = useState<number | null>(null)
  const confirm = useCommand(api.cheques.confirmRun)
  const waiting = run.leaves.filter(({ state }) => state === 'reserved')
  const first = waiting.find(({ leafId }) => leafId === looked) ?? waiting[0]
  useAskAgain(run, onLook)
  if (!first) return null
  const { runId, version } = run
  const answer = (leaves: readonly LeafRow[]): void => {
    void confirm.run({ runId, expectedVersion: version, good: leaves.map(({ leafId }) => leafId) })
  }
  return (
    <SectionCard
      title={t('cheques.good.title')}
      aside={<ToneBadge tone={TONE[run.state]} label={t(`cheques.run.state.${run.state}`)} />}
    >
      <RunFacts run={run} left={waiting.length} next={first} />
      <p className={classes.lead}>{t('cheques.good.lead')}</p>
      <RefusalNote refusal={confirm.refusal} />
      <div className={classes.run}>
        <div className={classes.stack}>
          <Button leftSection={<IconCheck size={16} />} loading={confirm.busy} onClick={() => answer(waiting)}>
            {t('cheques.good.confirmAll', { count: waiting.length })}
          </Button>
          <ul className={classes.leaves}>
            {waiting.map((leaf) => (
              <GoodLeaf
                key={leaf.leafId}
                leaf={leaf}
                busy={confirm.busy}
                looked={leaf.leafId === first.leafId}
                onLook={() => setLooked(leaf.leafId)}
                onGood={() => answer([leaf])}
                onSpoiled={() => setBurning(leaf)}
              />
            ))}
          </ul>
        </div>
        <PdfView
          fileId={run.fileId}
          title={t('cheques.good.openFile')}
          height={FILE_PX}
          page={first.page ?? 1}
          printable={run.printer === null || run.state === 'byHand'}
        />
      </div>
      <CancelRun run={run} waiting={waiting} />
      {burning && <LeafReasonDialog leaf={burning} kind="spoil" onClose={() => setBurning(null)} />}
    </SectionCard>
  )
}

/** The printer does not tell by itself how far it is. */
function useAskAgain({ state, spool }: Run, ask: () => void): void {
  const busy = state === 'intended' || (state === 'sent' && (spool === 'waiting' || spool === 'printing'))
  useEffect(() => {
    if (!busy) return undefined
    const timer = setInterval(ask, ASK_MS)
    return () => clearInterval(timer)
  }, [busy, ask])
}

function RunFacts({ run, left, next }: { run: Run; left: number; next: LeafRow }) {
  const t = useText()
  const { runId, good, spoiled, leaves, state, spool, problem } = run
  const share = (count: number): number => (count / leaves.length) * 100
  return (
    <div className={classes.runFacts}>
      <Group justify="space-between" gap="md">
        <span>
          <strong>{t('cheques.run.title', { id: runId })}</strong> · {run.account} · {next.printedBy} ·{' '}
          <InstantText at={run.madeAt} />
          {run.printer !== null && ` · ${run.printer} ${run.tray ?? ''}`}
        </span>
        <MoneyText amountMinor={run.totalMinor} currency={run.currency} size="lg" strong />
      </Group>
      <Progress.Root size="md" aria-label={t('cheques.run.progress', { good, spoiled, left })}>
        <Progress.Section value={share(good)} color="teal" />
        <Progress.Section value={share(spoiled)} color="red" />
      </Progress.Root>
      <Group justify="space-between" gap="md">
        <span className={classes.dimmed} aria-live="polite">
          {t('cheques.run.progress', { good, spoiled, left })}
          {spool !== null && ` · ${t(`cheques.run.spool.${spool}`)}`}
        </span>
        <RunSteps run={run} next={next} />
      </Group>
      <RunAdvices run={run} />
      {problem !== null && <p className={classes.late}>{problem}</p>}
      {state === 'unknown' && <p className={classes.late}>{t('cheques.run.unknownExplain')}</p>}
    </div>
  )
}

function RunSteps({ run, next }: { run: Run; next: LeafRow }) {
  const t = useText()
  const pause = useCommand(api.cheques.pauseRun)
  const send = useCommand(api.cheques.sendRun)
  const { runId, version, state, spool } = run
  const at = { runId, expectedVersion: version }
  const { number } = next
  const running = state === 'sent' && spool !== 'done' && spool !== 'cancelled'
  if (run.printer === null || state === 'intended' || state === 'byHand') return null
  return (
    <Group gap="sm">
      <RefusalNote refusal={pause.refusal} />
      {running && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerPause size={14} />}
          loading={pause.busy}
          onClick={() => void pause.run(at)}
        >
          {t('cheques.run.pause')}
        </Button>
      )}
      <ConfirmAction
        size="xs"
        variant="default"
        label={t('cheques.run.resume', { number })}
        busy={send.busy}
        refusal={send.refusal}
        onOpen={send.reset}
        onConfirm={async () => (await send.run({ ...at, fromPage: run.nextPage })) !== undefined}
      >
        <p>{t('cheques.run.resumeExplain', { number, from: run.nextPage, to: run.pages })}</p>
      </ConfirmAction>
    </Group>
  )
}
