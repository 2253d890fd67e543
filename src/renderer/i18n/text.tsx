/** Gives every component its texts in the language of the person in front of it. */
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { en, type TextKey } from './en.ts'
import { type Figures, fillMessage } from './fill.ts'
import { zhHant } from './zh-Hant.ts'

export type Language = 'en' | 'zh-Hant'
export type Translate = (key: TextKey, figures?: Figures) => string

const CATALOGUES: Record<Language, Record<TextKey, string>> = { en, 'zh-Hant': zhHant }
const LanguageContext = createContext<Language>('en')

/** A text in a language, for code outside components. */
export function translate(language: Language): Translate {
  return (key, figures) => fillMessage(CATALOGUES[language][key] ?? key, figures)
}

export function TextProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>
}

export function useLanguage(): Language {
  return useContext(LanguageContext)
}

/** `const t = useText(); t('shared.save')` */
export function useText(): Translate {
  const language = useLanguage()
  return useMemo(() => translate(language), [language])
}

/** True when a code has a text under a prefix; for codes that come from the engine as plain text. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(en, key)
}
