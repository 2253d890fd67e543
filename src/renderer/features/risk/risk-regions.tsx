/** High-risk regions: payouts to their banks need the three questions first (R3-58). */
import { Button, Skeleton, Table, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconWorldExclamation } from '@tabler/icons-react'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { LiftButton } from '../blacklist/blacklist.tsx'
import { LiftDialog } from '../blacklist/lift-dialog.tsx'

/** The name of a country in the person's language, or its code. */
export function countryName(country: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country
  } catch {
    return country
  }
}

type Region = Awaited<ReturnType<typeof api.risk.regions>>[number]

export function RiskRegions({ mayWrite }: { mayWrite: boolean }) {
  const t = useText()
  const [adding, setAdding] = useState(false)
  const [lifting, setLifting] = useState<Region | null>(null)
  const list = useApi(['risk.regions'], () => api.risk.regions({}), { topics: ['settings'] })
  const lift = useCommand(api.risk.liftRegion, { onDone: () => setLifting(null) })
  const add = mayWrite && (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
      {t('regions.add')}
    </Button>
  )
  return (
    <SectionCard flush title={t('limits.tab.regions')} aside={list.data?.length !== 0 && add}>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={160} />}
      {list.data?.length === 0 && (
        <EmptyState icon={<IconWorldExclamation size={24} />} sentence={t('regions.none')} action={add} />
      )}
      {list.data && list.data.length > 0 && <RegionTable regions={list.data} onLift={mayWrite ? setLifting : null} />}
      {adding && <AddRegionDialog onClose={() => setAdding(false)} />}
      {lifting && (
        <LiftDialog
          what={lifting.country}
          busy={lift.busy}
          refusal={lift.refusal}
          onLift={(reason) => void lift.run({ regionId: lifting.regionId, reason })}
          onClose={() => setLifting(null)}
        />
      )}
    </SectionCard>
  )
}

type RegionTableProps = { regions: readonly Region[]; onLift: ((region: Region) => void) | null }

function RegionTable({ regions, onLift }: RegionTableProps) {
  const t = useText()
  const language = useLanguage()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('risk.column.region')}</Table.Th>
          <Table.Th>{t('blacklist.column.reason')}</Table.Th>
          <Table.Th>{t('blacklist.column.by')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {regions.map((region) => (
          <Table.Tr key={region.regionId}>
            <Table.Td>{`${countryName(region.country, language)} (${region.country})`}</Table.Td>
            <Table.Td>{region.reason}</Table.Td>
            <Table.Td>
              {region.by} <InstantText at={region.at} />
            </Table.Td>
            <Table.Td ta="right">
              {onLift && <LiftButton own={region.own} what={region.country} onLift={() => onLift(region)} />}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function AddRegionDialog({ onClose }: { onClose(): void }) {
  const t = useText()
  const [country, setCountry] = useState('')
  const [reason, setReason] = useState('')
  const add = useCommand(api.risk.addRegion, { onDone: onClose })
  return (
    <FormDialog
      title={t('regions.addTitle')}
      submit={t('regions.submit')}
      busy={add.busy}
      refusal={add.refusal}
      disabled={!/^[A-Z]{2}$/.test(country) || reason.trim() === ''}
      onSubmit={() => void add.run({ country, reason: reason.replace(/\s+/gu, ' ').trim() })}
      onClose={onClose}
    >
      <TextInput
        label={t('regions.country')}
        data-autofocus
        maxLength={2}
        value={country}
        onChange={(event) => setCountry(event.currentTarget.value.toUpperCase())}
      />
      <Textarea
        label={t('blacklist.field.reason')}
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
