/** Finds a customer by number or name. */
import { Select } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'

export type CustomerSelectProps = { label: string; value: number | null; onChange(customerId: number | null): void }

export function CustomerSelect({ label, value, onChange }: CustomerSelectProps) {
  const [search, setSearch] = useState('')
  const found = useApi(
    ['customers.select', search],
    () => api.customers.list({ search: search.trim().slice(0, 80), after: null, pageSize: 20 }),
    { keepPrevious: true },
  )
  const data = (found.data?.rows ?? []).map(({ customerId, customerNumber, name }) => ({
    value: String(customerId),
    label: `${customerNumber} · ${name}`,
  }))
  return (
    <Select
      label={label}
      required
      searchable
      data={data}
      filter={({ options }) => options}
      value={value === null ? null : String(value)}
      onSearchChange={(text) => setSearch(text.split(' · ')[0] ?? '')}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
    />
  )
}
