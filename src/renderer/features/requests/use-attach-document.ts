/** Sends a file and attaches it to the request, in one go for the person at the screen. */
import { useState } from 'react'
import type { DocumentKind } from '../../../contract/documents.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { describeProblem } from '../../api/describe-problem.ts'
import { uploadFile } from '../../api/files.ts'
import { problemOf } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage } from '../../i18n/text.tsx'

export function useAttachDocument({ row }: RequestCard, onDone: () => void) {
  const language = useLanguage()
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null)
  const [fault, setFault] = useState<{ sentence: string } | null>(null)
  const command = useCommand(api.documents.attach, { onDone })
  const attach = async (kind: DocumentKind, file: File): Promise<void> => {
    setFault(null)
    setSending({ name: file.name, share: 0 })
    try {
      const { fileId } = await uploadFile(file, (share) => setSending({ name: file.name, share }))
      await command.run({ requestId: row.requestId, expectedVersion: row.version, kind, fileId })
    } catch (error) {
      setFault({ sentence: describeProblem(problemOf(error), language) })
    } finally {
      setSending(null)
    }
  }
  return { sending, refusal: fault ?? command.refusal, attach }
}
