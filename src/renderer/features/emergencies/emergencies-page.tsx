/** Emergency controls: what is in force and who lifts it, and the four guided actions (R2-102…R2-106). */
import { Button, Select, Skeleton, Stack, TextInput } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { EMERGENCY_KINDS, type Emergency, type EmergencyKind } from '../../../contract/emergencies.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './emergencies.module.css'
import { EmergencyLine } from './emergency-line.tsx'

const RAISERS = ['batches.release', 'cashTasksOut.remit', 'admin.settings', 'days.sign'] as const

export default function EmergenciesPage() {
  const t = useText()
  const me = useMe()
  const list = useApi(['emergencies.list'], () => api.emergencies.list({}), { topics: ['emergencies', 'channels'] })
  const may = RAISERS.some((permission) => me.permissions.includes(permission))
  const all: readonly Emergency[] = list.data?.emergencies ?? []
  const active = all.filter(({ liftedAt }) => liftedAt === null)
  const past = all.filter(({ liftedAt }) => liftedAt !== null)
  return (
    <PageBody wide={false}>
      <PageHeader title={t('emergencies.title')} figures={t('emergencies.lead')} />
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={200} />}
      {list.data && (
        <SectionCard flush title={t('emergencies.active')}>
          {active.length === 0 && <EmptyState icon={<IconShieldCheck size={24} />} sentence={t('emergencies.none')} />}
          {active.map((each) => (
            <EmergencyLine key={each.emergencyId} emergency={each} mayLift={may} />
          ))}
        </SectionCard>
      )}
      {may && list.data && (
        <div className={classes.cards}>
          {EMERGENCY_KINDS.map((kind) => (
            <RaiseCard key={kind} kind={kind} providers={list.data?.providers ?? []} />
          ))}
        </div>
      )}
      {past.length > 0 && (
        <SectionCard flush title={t('emergencies.past')}>
          {past.map((each) => (
            <EmergencyLine key={each.emergencyId} emergency={each} mayLift={false} />
          ))}
        </SectionCard>
      )}
    </PageBody>
  )
}

function RaiseCard({ kind, providers }: { kind: EmergencyKind; providers: readonly string[] }) {
  const t = useText()
  const [about, setAbout] = useState('')
  const [reason, setReason] = useState('')
  const raise = useCommand(api.emergencies.raise, {
    onDone: () => {
      setAbout('')
      setReason('')
    },
  })
  const complete = reason.trim() !== '' && (kind === 'pause' || about.trim() !== '')
  return (
    <SectionCard title={t(`emergencies.kind.${kind}`)}>
      <Stack gap="sm">
        <span className={classes.dimmed}>{t(`emergencies.effect.${kind}`)}</span>
        {kind === 'provider' && (
          <Select
            label={t('emergencies.about.provider')}
            data={[...providers]}
            value={about === '' ? null : about}
            onChange={(value) => setAbout(value ?? '')}
          />
        )}
        {(kind === 'freeze' || kind === 'suspend') && (
          <TextInput
            label={t(`emergencies.about.${kind}`)}
            value={about}
            onChange={(event) => setAbout(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t('emergencies.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div>
          <Button
            color="red"
            disabled={!complete}
            loading={raise.busy}
            onClick={() => void raise.run({ kind, about: about.trim(), reason: reason.trim() })}
          >
            {t(`emergencies.submit.${kind}`)}
          </Button>
        </div>
        <RefusalNote refusal={raise.refusal} />
      </Stack>
    </SectionCard>
  )
}
