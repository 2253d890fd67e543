/** The ground on which sign-in, first run and lock stand. */
import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { useChosenLanguage } from '../../i18n/language-choice.tsx'
import { type Language, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import classes from './session.module.css'

export type EntryFrameProps = { children: ReactNode; wide?: boolean; version?: string; withLanguage?: boolean }

export function EntryFrame({ children, wide = false, version, withLanguage = true }: EntryFrameProps) {
  const t = useText()
  const word = useWords()
  const { language, choose } = useChosenLanguage()
  return (
    <main className={classes.entry}>
      <div className={classes.sheet} data-wide={wide || undefined}>
        <header className={classes.brand}>
          <DeskMark />
          <div>
            <div className={classes.product}>{t('session.product')}</div>
            <div className={classes.promise}>{t('session.promise')}</div>
          </div>
        </header>
        {children}
      </div>
      <footer className={classes.foot}>
        {version !== undefined && <span>{t('session.version', { version })}</span>}
        {withLanguage && (
          <SegmentedControl
            size="xs"
            aria-label={`${word('language', 'en')} / ${word('language', 'zh-Hant')}`}
            value={language}
            onChange={(value) => choose(value as Language)}
            data={[
              { value: 'en', label: word('language', 'en') },
              { value: 'zh-Hant', label: word('language', 'zh-Hant') },
            ]}
          />
        )}
      </footer>
    </main>
  )
}

/** Two strokes that cross: one signature over another. */
export function DeskMark({ size = 36 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <rect width="36" height="36" rx="8" fill="var(--desk-mark, #0c6f69)" />
      <path d="M8 21c4-9 7-9 8-3s3 6 6-1 4-6 6-2" fill="none" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M8 27h20" stroke="#fff" strokeWidth="2" strokeLinecap="round" opacity="0.65" />
    </svg>
  )
}
