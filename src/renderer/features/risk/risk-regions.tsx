/** High-risk regions: payouts to their banks need the three questions first (R3-58). */
import { Textarea, TextInput } from '@mantine/core'
import { IconWorldExclamation } from '@tabler/icons-react'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { BarredList } from '../blacklist/barred-list.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'

/** The name of a country in the person's language, or its code. */
export function countryName(country: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country
  } catch {
    return country
  }
}

export function RiskRegions({ mayWrite }: { mayWrite: boolean }) {
  const t = useText()
  const language = useLanguage()
  const list = useApi(['risk.regions'], () => api.risk.regions({}), { topics: ['settings'] })
  const lift = useCommand(api.risk.liftRegion, { onDone: useProposedNote() })
  return (
    <BarredList
      title={t('limits.tab.regions')}
      rows={list.data?.map(({ regionId, country, reason, by, at }) => ({
        id: regionId,
        subject: `region:${country}`,
        what: `${countryName(country, language)} (${country})`,
        reason,
        by,
        at,
      }))}
      list={list}
      empty={{ icon: <IconWorldExclamation size={24} />, sentence: t('regions.none') }}
      heads={{ what: t('risk.column.region') }}
      addLabel={t('regions.add')}
      lift={mayWrite ? { ...lift, run: (regionId, reason) => lift.run({ regionId, reason }) } : null}
      addDialog={(close) => <AddRegionDialog onClose={close} />}
    />
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
