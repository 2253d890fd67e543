/** Layouts on the real PDF: fields are dragged over the drawing or typed in millimetres; a change is proposed to another person. */
import { Button, Group, Select, Skeleton } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import type { LayoutRow } from '../../../contract/stocks.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './cheques.module.css'
import { FieldForm } from './field-form.tsx'
import { fieldsOf, type Json, moveField } from './layout-fields.ts'
import { LeafCanvas } from './leaf-canvas.tsx'

export function LayoutEditor() {
  const t = useText()
  const [code, setCode] = useState<string | null>(null)
  const forms = useApi(['stocks.list'], () => api.stocks.list({}), { topics: ['cheques', 'proposals'] })
  if (forms.problem !== null) return <ErrorNote sentence={forms.problem} onRetry={forms.reload} />
  if (!forms.data) return <Skeleton height={420} />
  const { layouts } = forms.data
  const layout =
    layouts.find((each) => each.code === code) ?? layouts.find((each) => each.code === 'hk-cheque') ?? layouts[0]
  if (!layout) return null
  const option = ({ code: value, name, revision }: LayoutRow) => {
    const state = revision === 0 ? t('cheques.layouts.builtIn') : t('cheques.layouts.revision', { revision })
    return { value, label: `${name} (${state})` }
  }
  return (
    <div className={classes.stack}>
      <Select
        label={t('cheques.layouts.choose')}
        w={420}
        data={layouts.map(option)}
        value={layout.code}
        onChange={(value) => value && setCode(value)}
      />
      <EditedLayout key={`${layout.code}/${layout.revision}`} row={layout} />
    </div>
  )
}

function EditedLayout({ row }: { row: LayoutRow }) {
  const t = useText()
  const [draft, setDraft] = useState<Json>(() => JSON.parse(row.content) as Json)
  const [active, setActive] = useState('payee')
  const [proposed, setProposed] = useState(false)
  const text = JSON.stringify(draft)
  const drawn = useApi(['stocks.draw', text], () => api.stocks.draw({ layout: text, stock: null }), {
    keepPrevious: true,
  })
  const propose = useCommand(api.stocks.propose, { onDone: () => setProposed(true) })
  const fields = fieldsOf(draft)
  const field = fields.find(({ name }) => name === active) ?? fields[0]
  const before = JSON.stringify(JSON.parse(row.content))
  const edit = (next: Json): void => {
    setProposed(false)
    setDraft(next)
  }
  return (
    <SectionCard title={row.name} aside={t('cheques.layouts.lead')}>
      <div className={classes.editor}>
        <LeafCanvas
          pdfBase64={drawn.data?.pdfBase64 ?? null}
          page={drawn.data?.page ?? null}
          fields={fields}
          active={field?.name ?? ''}
          onActive={setActive}
          onMove={(moved, to) => edit(moveField(draft, moved, to))}
        />
        <div className={classes.stack}>
          {field && <FieldForm fields={fields} field={field} layout={draft} onActive={setActive} onEdit={edit} />}
          <Findings findings={drawn.data?.findings ?? []} />
        </div>
      </div>
      {drawn.problem !== null && <ErrorNote sentence={drawn.problem} />}
      <RefusalNote refusal={propose.refusal} />
      {proposed && <p className={classes.lead}>{t('cheques.signers.proposed')}</p>}
      <Group justify="flex-end">
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} />}
          disabled={text === before}
          onClick={() => edit(JSON.parse(row.content) as Json)}
        >
          {t('cheques.layouts.undo')}
        </Button>
        <Button
          color="violet"
          loading={propose.busy}
          disabled={text === before || drawn.problem !== null || proposed}
          onClick={() => void propose.run({ kind: 'layout', code: row.code, content: text, copyOf: null })}
        >
          {t('cheques.layouts.propose')}
        </Button>
      </Group>
    </SectionCard>
  )
}

function Findings({ findings }: { findings: readonly { field: string; message: string }[] }) {
  const t = useText()
  if (findings.length === 0) return <p className={classes.quiet}>{t('cheques.layouts.noFindings')}</p>
  return (
    <div>
      <strong>{t('cheques.layouts.findings')}</strong>
      <ul className={classes.findings}>
        {findings.map(({ field, message }) => (
          <li key={`${field} ${message}`}>{message}</li>
        ))}
      </ul>
    </div>
  )
}
