/** What may be done with a batch now: cut, release, export, withdraw. A missing release says why it is missing. */
import { Button, Group } from '@mantine/core'
import { IconDownload, IconLock, IconScissors, IconTable, IconUserCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { BatchCard } from '../../../contract/batches.ts'
import type { Permission } from '../../../contract/permissions.ts'
import { RefusalData } from '../../../contract/refusals.ts'
import { api } from '../../api/client.ts'
import { describeRefusal } from '../../api/describe-problem.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import classes from './batches.module.css'
import { WithdrawDialog } from './withdraw-dialog.tsx'

type Props = { card: BatchCard }
const WITHDRAWABLE: readonly BatchCard['row']['state'][] = ['open', 'cut', 'written', 'releasedOnce']
const EXPORTABLE: readonly BatchCard['row']['state'][] = ['released', 'exported', 'accepted', 'settled']

export function BatchActions({ card }: Props) {
  const t = useText()
  const me = useMe()
  const download = useDownload()
  const [withdrawing, setWithdrawing] = useState(false)
  const { state } = card.row
  const may = (permission: Permission): boolean => me.permissions.includes(permission)
  const { controlListFileId } = card
  return (
    <div className={classes.actions}>
      <Group gap="sm" justify="flex-end">
        {WITHDRAWABLE.includes(state) && may('batches.build') && (
          <Button variant="default" onClick={() => setWithdrawing(true)}>
            {t('batches.action.withdraw')}
          </Button>
        )}
        {controlListFileId !== null && (
          <Button
            variant="default"
            leftSection={<IconTable size={16} />}
            loading={download.busy}
            onClick={() => void download.save(controlListFileId)}
          >
            {t('batches.action.control')}
          </Button>
        )}
        {state === 'open' && may('batches.build') && <Cut card={card} />}
        {(state === 'written' || state === 'releasedOnce') && may('batches.release') && <Release card={card} />}
        {EXPORTABLE.includes(state) && (may('batches.build') || may('batches.release')) && <Export card={card} />}
      </Group>
      {download.problem !== null && <ErrorNote sentence={download.problem} />}
      {withdrawing && <WithdrawDialog card={card} onClose={() => setWithdrawing(false)} />}
    </div>
  )
}

function Cut({ card }: Props) {
  const t = useText()
  const { batchId, version, totalMinor, currency } = card.row
  const cut = useCommand(api.batches.cut)
  return (
    <ConfirmAction
      label={t('batches.action.cut', { count: card.instructions.length, amount: moneyWords(totalMinor, currency) })}
      icon={<IconScissors size={16} />}
      busy={cut.busy}
      refusal={cut.refusal}
      disabled={card.instructions.length === 0}
      onOpen={cut.reset}
      onConfirm={async () => (await cut.run({ batchId, expectedVersion: version })) !== undefined}
    >
      <p>{t('batches.action.cutExplain')}</p>
    </ConfirmAction>
  )
}

function Release({ card }: Props) {
  const t = useText()
  const language = useLanguage()
  const { batchId, version, totalMinor, currency, fileSha256 } = card.row
  const release = useCommand(api.batches.release)
  const why = RefusalData.nullable().safeParse(card.mayRelease)
  const amount = moneyWords(totalMinor, currency)
  if (why.data) {
    return (
      <p className={classes.mayNot}>
        <IconLock size={16} aria-hidden /> {t('batches.mayNot')} {describeRefusal(why.data, language)}
      </p>
    )
  }
  if (fileSha256 === null) return null
  return (
    <ConfirmAction
      tone="second"
      label={t('batches.action.release', { amount })}
      icon={<IconUserCheck size={16} />}
      busy={release.busy}
      refusal={release.refusal}
      onOpen={release.reset}
      onConfirm={async () => (await release.run({ batchId, expectedVersion: version, fileSha256 })) !== undefined}
    >
      <p>
        <strong>{t('batches.action.releaseTitle', { amount, count: card.instructions.length })}</strong>
      </p>
      <p>{t('batches.action.releaseExplain')}</p>
      <p className={classes.dimmed}>
        {card.row.fileName} <CopyText text={fileSha256} maxChars={33} />
      </p>
    </ConfirmAction>
  )
}

function Export({ card }: Props) {
  const t = useText()
  const { batchId, version, exports } = card.row
  const download = useDownload()
  const exporting = useCommand(api.batches.export)
  const confirm = async (): Promise<boolean> => {
    const answer = await exporting.run({ batchId, expectedVersion: version })
    if (!answer) return false
    // The hand-out is counted; the bytes follow while the dialog closes.
    void download.save(answer.fileId)
    return true
  }
  return (
    <>
      <ConfirmAction
        label={t(exports === 0 ? 'batches.action.export' : 'batches.action.exportAgain')}
        variant={exports === 0 ? 'filled' : 'default'}
        icon={<IconDownload size={16} />}
        busy={exporting.busy}
        refusal={exporting.refusal}
        onOpen={exporting.reset}
        onConfirm={confirm}
      >
        <p>{t(exports === 0 ? 'batches.action.exportExplain' : 'batches.action.exportAgainExplain')}</p>
      </ConfirmAction>
      {download.problem !== null && <ErrorNote sentence={download.problem} />}
    </>
  )
}
