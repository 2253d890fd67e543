/** Papers with their picture: a built-in one is copied to a paper of the desk's own, measured and changed by two people; all revisions are kept. */
import { Button, Group, Select, Skeleton, TextInput } from '@mantine/core'
import { IconArrowBackUp, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import type { LayoutRow, StockRow } from '../../../contract/stocks.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './cheques.module.css'
import { LeafCanvas } from './leaf-canvas.tsx'
import { PaperForm } from './paper-form.tsx'
import { named, type Paper, paperOf } from './paper-measures.ts'
import { stockName } from './stock-name.ts'

export function Papers() {
  const t = useText()
  const [code, setCode] = useState<string | null>(null)
  const forms = useApi(['stocks.list'], () => api.stocks.list({}), { topics: ['cheques', 'proposals'] })
  if (forms.problem !== null) return <ErrorNote sentence={forms.problem} onRetry={forms.reload} />
  if (!forms.data) return <Skeleton height={420} />
  const { stocks, layouts } = forms.data
  const stock =
    stocks.find((each) => each.code === code) ?? stocks.find((each) => each.code === 'hk-cheque') ?? stocks[0]
  if (!stock) return null
  const layout = layouts.find((each) => each.stock === stock.code)
  const option = (each: StockRow) => {
    const state =
      each.revision === 0 ? t('cheques.layouts.builtIn') : t('cheques.layouts.revision', { revision: each.revision })
    return { value: each.code, label: `${stockName(each, t)} (${state})` }
  }
  return (
    <div className={classes.stack}>
      <Select
        label={t('cheques.papers.choose')}
        w={420}
        data={stocks.map(option)}
        value={stock.code}
        onChange={(value) => value && setCode(value)}
      />
      {layout && <EditedPaper key={`${stock.code}/${stock.revision}`} row={stock} layout={layout} />}
    </div>
  )
}

function EditedPaper({ row, layout }: { row: StockRow; layout: LayoutRow }) {
  const t = useText()
  const before = paperOf(row.content)
  const [draft, setDraft] = useState<Paper>(before)
  const [copy, setCopy] = useState<{ code: string; name: string } | null>(null)
  const [proposed, setProposed] = useState(false)
  const text = JSON.stringify(draft)
  const drawn = useApi(
    ['stocks.draw', row.code, text],
    () => api.stocks.draw({ layout: layout.content, stock: text }),
    { keepPrevious: true },
  )
  const propose = useCommand(api.stocks.propose, { onDone: () => setProposed(true) })
  const changed = text !== JSON.stringify(before)
  const ready = copy === null ? changed : /^[a-z0-9]+(-[a-z0-9]+)*$/.test(copy.code) && copy.name.trim() !== ''
  const edit = (next: Paper): void => {
    setProposed(false)
    setDraft(next)
  }
  const send = (): void => {
    const code = copy?.code ?? row.code
    const content = JSON.stringify(copy === null ? draft : named(draft, copy))
    void propose.run({ kind: 'stock', code, content, copyOf: copy === null ? null : row.code })
  }
  return (
    <SectionCard title={stockName(row, t)} aside={t('cheques.papers.lead')}>
      <div className={classes.editor}>
        <Picture drawn={drawn.data ?? null} />
        <div className={classes.stack}>
          {copy !== null && <CopyNames copy={copy} onCopy={setCopy} />}
          <PaperForm paper={draft} onEdit={edit} />
        </div>
      </div>
      {drawn.problem !== null && <ErrorNote sentence={drawn.problem} />}
      <RefusalNote refusal={propose.refusal} />
      {proposed && <p className={classes.lead}>{t('cheques.signers.proposed')}</p>}
      <Group justify="flex-end">
        {copy === null && (
          <Button
            variant="default"
            leftSection={<IconCopy size={16} />}
            onClick={() => setCopy({ code: '', name: '' })}
          >
            {t('cheques.papers.copy')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} />}
          disabled={!changed && copy === null}
          onClick={() => {
            setCopy(null)
            edit(before)
          }}
        >
          {t('cheques.layouts.undo')}
        </Button>
        <Button
          color="violet"
          loading={propose.busy}
          disabled={!ready || drawn.problem !== null || proposed}
          onClick={send}
        >
          {t(copy === null ? 'cheques.papers.propose' : 'cheques.papers.proposeCopy')}
        </Button>
      </Group>
    </SectionCard>
  )
}

type Drawn = { pdfBase64: string; page: { widthMm: number; heightMm: number } }

/** The paper as it would print, with a specimen on it. */
function Picture({ drawn }: { drawn: Drawn | null }) {
  const nothing = (): void => undefined
  return (
    <LeafCanvas
      pdfBase64={drawn?.pdfBase64 ?? null}
      page={drawn?.page ?? null}
      fields={[]}
      active=""
      onActive={nothing}
      onMove={nothing}
    />
  )
}

type CopyNamesProps = { copy: { code: string; name: string }; onCopy(copy: { code: string; name: string }): void }

function CopyNames({ copy, onCopy }: CopyNamesProps) {
  const t = useText()
  return (
    <>
      <TextInput
        required
        data-autofocus
        label={t('cheques.papers.name')}
        maxLength={80}
        value={copy.name}
        onChange={(event) => onCopy({ ...copy, name: event.currentTarget.value })}
      />
      <TextInput
        required
        label={t('cheques.papers.code')}
        description={t('cheques.papers.codeHint')}
        maxLength={40}
        value={copy.code}
        onChange={(event) => onCopy({ ...copy, code: event.currentTarget.value })}
      />
    </>
  )
}
