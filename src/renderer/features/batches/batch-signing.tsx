/** Who signs for the bank today; where fewer than two can, the two ways out: delay this batch, or escalate what is urgent (R3-19…R3-21). */
import { Button, Group, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconUserOff, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { BatchCard } from '../../../contract/batches.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { Verdict } from '../../ui/verdict.tsx'

const BEFORE_RELEASE: readonly BatchCard['row']['state'][] = ['open', 'written', 'releasedOnce']
type Way = 'delay' | 'escalate'

export function BatchSigning({ card }: { card: BatchCard }) {
  const t = useText()
  const me = useMe()
  const language = useLanguage()
  const [way, setWay] = useState<Way | null>(null)
  const { signing, row } = card
  if (!signing.registered || !BEFORE_RELEASE.includes(row.state)) return null
  const names = signing.signers.map(({ name, role }) => `${name} (${t(`signers.role.${role}`)})`).join(', ')
  if (signing.signers.length >= 2 && signing.absent.length === 0) return null
  if (signing.signers.length >= 2) {
    return (
      <Verdict
        tone="second"
        icon={<IconUsers size={20} />}
        title={t('batches.signing.backup', { absent: signing.absent.join(', ') })}
      >
        {t('batches.signing.signers', { names })}
      </Verdict>
    )
  }
  const date = signing.delayedTo === null ? '—' : dateText(signing.delayedTo, language)
  return (
    <Verdict
      tone="late"
      icon={<IconUserOff size={20} />}
      title={t('batches.signing.missing', { count: signing.signers.length })}
    >
      <p>{t('batches.signing.missingText', { names: names || '—', date })}</p>
      <Group gap="sm">
        {signing.delayedTo !== null && me.permissions.includes('batches.build') && (
          <Button size="compact-sm" onClick={() => setWay('delay')}>
            {t('batches.signing.delay', { date })}
          </Button>
        )}
        <Button size="compact-sm" color="red" variant="light" onClick={() => setWay('escalate')}>
          {t('batches.signing.escalate')}
        </Button>
      </Group>
      {way !== null && <WayDialog card={card} way={way} date={date} onClose={() => setWay(null)} />}
    </Verdict>
  )
}

function WayDialog({ card, way, date, onClose }: { card: BatchCard; way: Way; date: string; onClose(): void }) {
  const t = useText()
  const [, go] = useLocation()
  const [reason, setReason] = useState('')
  const { batchId, version } = card.row
  const delay = useCommand(api.batches.delay, { onDone: (done) => go(`/batches/${done.batchId}`) })
  const escalate = useCommand(api.batches.escalate, {
    onDone: ({ told }) => {
      notifications.show({ message: t('batches.signing.told', { count: told }) })
      onClose()
    },
  })
  const given = { batchId, expectedVersion: version, reason: reason.trim() }
  const command = way === 'delay' ? delay : escalate
  return (
    <FormDialog
      tone={way === 'delay' ? 'accent' : 'late'}
      title={t(`batches.signing.${way}Title`, { id: String(batchId), date })}
      submit={way === 'delay' ? t('batches.signing.delay', { date }) : t('batches.signing.escalate')}
      busy={command.busy}
      refusal={command.refusal}
      disabled={reason.trim() === ''}
      onSubmit={() => void (way === 'delay' ? delay.run(given) : escalate.run(given))}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t(`batches.signing.${way}Explain`)}</p>
      <Textarea
        required
        data-autofocus
        label={t('signers.reason')}
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
