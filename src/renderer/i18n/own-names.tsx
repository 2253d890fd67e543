/** Names that a desk gave its own roles and departments, or changed; they stand before the words of the catalogues. */
import { createContext, type ReactNode, useCallback, useContext } from 'react'
import { type Language, useLanguage } from './text.tsx'

/** By the key of the text that they replace: `word.role.nightSigner`. */
export type OwnNames = ReadonlyMap<string, Readonly<Record<Language, string>>>

const OwnNamesContext = createContext<OwnNames>(new Map())

export function OwnNamesProvider({ names, children }: { names: OwnNames; children: ReactNode }) {
  return <OwnNamesContext value={names}>{children}</OwnNamesContext>
}

export function useOwnName(): (key: string) => string | undefined {
  const names = useContext(OwnNamesContext)
  const language = useLanguage()
  return useCallback((key) => names.get(key)?.[language], [names, language])
}
