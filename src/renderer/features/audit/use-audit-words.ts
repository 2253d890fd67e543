/** The audit log's words in the language and with the profile in force. */
import { useMemo } from 'react'
import { useProfile } from '../../api/use-profile.ts'
import { useOwnName } from '../../i18n/own-names.tsx'
import { useText } from '../../i18n/text.tsx'
import { type AuditWords, auditWords } from './audit-words.ts'

export function useAuditWords(): AuditWords {
  const t = useText()
  const profile = useProfile()
  const own = useOwnName()
  return useMemo(() => auditWords(t, profile, own), [t, profile, own])
}
