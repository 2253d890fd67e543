/** The language of this machine, used before anybody is signed in; it follows the last person's choice. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { Language } from './text.tsx'

const KEPT = 'countersign.language'
type Choice = { language: Language; choose(language: Language): void }
const ChoiceContext = createContext<Choice>({ language: 'en', choose: () => undefined })

export function LanguageChoice({ children }: { children: ReactNode }) {
  const [language, choose] = useState<Language>(() => {
    const kept = localStorage.getItem(KEPT)
    if (kept === 'en' || kept === 'zh-Hant') return kept
    return /^zh/i.test(navigator.language) ? 'zh-Hant' : 'en'
  })
  useEffect(() => {
    localStorage.setItem(KEPT, language)
    document.documentElement.lang = language
  }, [language])
  const value = useMemo(() => ({ language, choose }), [language])
  return <ChoiceContext value={value}>{children}</ChoiceContext>
}

export function useChosenLanguage(): Choice {
  return useContext(ChoiceContext)
}
