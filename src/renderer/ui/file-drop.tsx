/** Takes a file by drop or by choice, says at once when it is too large or of another kind. */
import { Progress, UnstyledButton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import { LIMITS } from '../../contract/limits.ts'
import { useText } from '../i18n/text.tsx'
import { ErrorNote } from './error-note.tsx'
import classes from './file-drop.module.css'
import { sizeText } from './size-text.ts'

export type FileDropProps = {
  /** Endings such as `.csv`; empty = every kind. */
  accept?: readonly string[]
  /** What may be dropped, in words. */
  hint?: string
  onFile(file: File): void
  /** Set while a file is on its way. */
  sending?: { name: string; share: number } | null
  disabled?: boolean
  compact?: boolean
}

export function FileDrop({
  accept = [],
  hint,
  onFile,
  sending = null,
  disabled = false,
  compact = false,
}: FileDropProps) {
  const t = useText()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [fault, setFault] = useState<string | null>(null)

  const faultOf = (file: File): string | null => {
    if (accept.length > 0 && !accept.some((ending) => file.name.toLowerCase().endsWith(ending))) {
      return t('shared.fileKind', { kinds: accept.join(', ') })
    }
    if (file.size <= LIMITS.fileBytes) return null
    const [size, limit] = [sizeText(file.size), sizeText(LIMITS.fileBytes)]
    return t('shared.fileTooLarge', { name: file.name, size, limit })
  }
  const take = (file: File | undefined): void => {
    if (!file || disabled) return
    const found = faultOf(file)
    setFault(found)
    if (found === null) onFile(file)
  }
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(isOver && !disabled)
  }
  return (
    <div className={classes.wrap}>
      <UnstyledButton
        className={classes.drop}
        data-over={over || undefined}
        data-compact={compact || undefined}
        disabled={disabled || sending !== null}
        onClick={() => input.current?.click()}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event)
          take(event.dataTransfer.files[0])
        }}
      >
        <IconUpload size={18} aria-hidden />
        <span>
          {sending
            ? t('shared.uploading', { name: sending.name, percent: Math.round(sending.share * 100) })
            : t(over ? 'shared.dropNow' : 'shared.dropFile')}
        </span>
        {hint !== undefined && sending === null && <span className={classes.hint}>{hint}</span>}
        {sending && <Progress value={sending.share * 100} w="100%" size="xs" />}
      </UnstyledButton>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept.join(',')}
        onChange={(event) => {
          take(event.currentTarget.files?.[0])
          // The same file may be chosen again after it was corrected.
          event.currentTarget.value = ''
        }}
      />
      {fault !== null && <ErrorNote sentence={fault} />}
    </div>
  )
}
