/** A long id or digest: shortened in the middle, whole on hover, copied on click. */
import { CopyButton, Tooltip, UnstyledButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useText } from '../i18n/text.tsx'
import classes from './copy-text.module.css'

const ELLIPSIS = '…'

/** Keeps both ends of a text and leaves out its middle when it is longer than allowed. */
export function shortenMiddle(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  const tail = Math.floor((maxChars - 1) / 2)
  return text.slice(0, maxChars - 1 - tail) + ELLIPSIS + text.slice(text.length - tail)
}

export type CopyTextProps = { text: string; maxChars?: number; mono?: boolean }

export function CopyText({ text, maxChars = 17, mono = true }: CopyTextProps) {
  const t = useText()
  return (
    <CopyButton value={text} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('shared.copied') : `${text} · ${t('shared.copy')}`}>
          <UnstyledButton
            className={classes.copy}
            data-mono={mono || undefined}
            onClick={(event) => {
              event.stopPropagation()
              copy()
            }}
            aria-label={`${t('shared.copy')} ${text}`}
          >
            {shortenMiddle(text, maxChars)}
            {copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden className={classes.icon} />}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  )
}
