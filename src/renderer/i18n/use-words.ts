/** Words for the codes of the contract: departments, permissions, roles, methods and the like. */
import { useMemo } from 'react'
import { useOwnName } from './own-names.tsx'
import { isTextKey, type Translate, useText } from './text.tsx'

export type Vocabulary =
  | 'department'
  | 'permission'
  | 'role'
  | 'priority'
  | 'method'
  | 'payment'
  | 'withdrawalType'
  | 'paymentType'
  | 'transactionStatus'
  | 'common'
  | 'document'
  | 'documentState'
  | 'destination'
  | 'holder'
  | 'instruction'
  | 'risk'
  | 'language'

/** The word for a code, or the code itself when the vocabulary does not have it. */
export type WordFor = (vocabulary: Vocabulary, code: string | null) => string

export function wordsOf(t: Translate, own: (key: string) => string | undefined = () => undefined): WordFor {
  return (vocabulary, code) => {
    const key = `word.${vocabulary}.${code ?? 'none'}`
    return own(key) ?? (isTextKey(key) ? t(key) : (code ?? '—'))
  }
}

/** `const word = useWords(); word('department', row.department)` */
export function useWords(): WordFor {
  const t = useText()
  const own = useOwnName()
  return useMemo(() => wordsOf(t, own), [t, own])
}
