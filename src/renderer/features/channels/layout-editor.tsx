/** Edits a layout beside the file that it writes; the bank's own sample is held against it before anybody proposes it. */
import { Group, Select, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { FileInfo } from '../../../contract/files.ts'
import type { UploadLayout } from '../../../contract/layouts.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { labelIn } from './channel-words.ts'
import { LayoutFields } from './layout-fields.tsx'
import type { KeptLayout } from './layout-list.tsx'
import { LayoutPreview } from './layout-preview.tsx'
import classes from './layouts.module.css'
import { ProposeLayout } from './propose-layout.tsx'

const PARTS = ['head', 'line', 'foot'] as const
const CHOICES = {
  kind: ['csv', 'fixed'],
  lineEnd: ['crlf', 'lf'],
  charset: ['ascii', 'utf-8'],
  amounts: ['point', 'minor'],
  dates: ['YYYYMMDD', 'YYYY-MM-DD', 'DD/MM/YYYY'],
} as const

export function LayoutEditor({ kept }: { kept: KeptLayout }) {
  const t = useText()
  const me = useMe()
  const language = useLanguage()
  const [draft, setDraft] = useState<UploadLayout>(kept.layout)
  const [sample, setSample] = useState<FileInfo | null>(null)
  const definition = JSON.stringify(draft)
  const sampleFileId = sample?.fileId ?? null
  const tried = useApi(
    ['channels.tryLayout', definition, sampleFileId],
    () => api.channels.tryLayout({ definition, sampleFileId }),
    { keepPrevious: true },
  )
  const may = me.permissions.includes('admin.settings')
  const set = (part: Partial<UploadLayout>): void => setDraft({ ...draft, ...part })
  const words = (value: string): string => (value.includes('Y') ? value : t(`channels.layouts.value.${value as 'csv'}`))
  return (
    <div className={classes.editor}>
      <Verdict tone="wait" icon={<IconAlertTriangle size={20} />} title={t('channels.layouts.guide')}>
        {labelIn(draft.note, language)}
      </Verdict>
      <SectionCard
        title={labelIn(draft.name, language)}
        aside={t('channels.layouts.version', { version: kept.version })}
      >
        <Group gap="sm" align="end">
          {kept.version === 0 && (
            <TextInput
              label={t('channels.layouts.key')}
              value={draft.key}
              onChange={(event) => set({ key: event.currentTarget.value })}
            />
          )}
          {(Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map((key) => (
            <Select
              key={key}
              w={138}
              disabled={!may}
              allowDeselect={false}
              label={t(`channels.layouts.${key}`)}
              data={CHOICES[key].map((value) => ({ value, label: words(value) }))}
              value={draft[key]}
              onChange={(value) => value && set({ [key]: value } as Partial<UploadLayout>)}
            />
          ))}
        </Group>
      </SectionCard>
      <LayoutPreview tried={tried.data} sample={sample} onSample={setSample} mayTry={may} />
      {PARTS.map((part) => (
        <LayoutFields
          key={part}
          part={part}
          fields={draft[part]}
          may={may}
          onChange={(fields) => set({ [part]: fields })}
        />
      ))}
      {may && <ProposeLayout kept={kept} draft={draft} tried={tried.data} />}
    </div>
  )
}
