/** The sample as the bank would read it, what keeps the layout from use, and the bank's own file held against it. */
import { IconCheck, IconX } from '@tabler/icons-react'
import type { FileInfo } from '../../../contract/files.ts'
import type { api } from '../../api/client.ts'
import { useUpload } from '../../api/use-upload.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import classes from './layouts.module.css'

export type Tried = Awaited<ReturnType<typeof api.channels.tryLayout>>
type Props = { tried: Tried | undefined; sample: FileInfo | null; onSample(file: FileInfo): void; mayTry: boolean }

export function LayoutPreview({ tried, sample, onSample, mayTry }: Props) {
  const t = useText()
  const upload = useUpload()
  const send = async (file: File): Promise<void> => {
    const sent = await upload.send(file)
    if (sent) onSample(sent)
  }
  const good = tried !== undefined && tried.problems.length === 0
  return (
    <SectionCard title={t('channels.layouts.preview')} aside={t('channels.layouts.previewHint')}>
      {tried && (
        <Verdict
          tone={good ? 'done' : 'late'}
          icon={good ? <IconCheck size={18} /> : <IconX size={18} />}
          title={good ? t('channels.layouts.good') : t('channels.layouts.bad', { count: tried.problems.length })}
        >
          <Problems problems={tried.problems} />
        </Verdict>
      )}
      {tried?.text != null && <pre className={classes.preview}>{tried.text}</pre>}
      {mayTry && (
        <>
          <p className={classes.hint}>{t('channels.layouts.sampleHint')}</p>
          <FileDrop compact sending={upload.sending} onFile={(file) => void send(file)} />
          {upload.problem !== null && <ErrorNote sentence={upload.problem} />}
        </>
      )}
      {sample && tried?.sample && (
        <Verdict
          tone={tried.sample.problems.length === 0 ? 'done' : 'late'}
          icon={tried.sample.problems.length === 0 ? <IconCheck size={18} /> : <IconX size={18} />}
          title={
            tried.sample.problems.length === 0
              ? t('channels.layouts.sampleGood', { name: sample.name, count: tried.sample.lines })
              : t('channels.layouts.sampleBad', { name: sample.name, count: tried.sample.problems.length })
          }
        >
          <Problems problems={tried.sample.problems} />
        </Verdict>
      )}
    </SectionCard>
  )
}

const MOST_SHOWN = 6

function Problems({ problems }: { problems: Tried['problems'] }) {
  const t = useText()
  if (problems.length === 0) return null
  return (
    <ul className={classes.problems}>
      {problems.slice(0, MOST_SHOWN).map(({ path, intended, found }) => (
        <li key={`${path} ${intended}`}>{t('channels.layouts.problem', { path, intended, found: found || '—' })}</li>
      ))}
    </ul>
  )
}
