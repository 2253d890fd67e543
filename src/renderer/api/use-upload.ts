/** One file on its way to the engine: how much of it is there, and the sentence when it did not arrive. */
import { useCallback, useState } from 'react'
import type { FileInfo } from '../../contract/files.ts'
import { useLanguage } from '../i18n/text.tsx'
import { describeReadProblem } from './describe-problem.ts'
import { uploadFile } from './files.ts'
import { problemOf } from './problem.ts'

export type Upload = {
  /** Set while a file is on its way. */
  sending: { name: string; share: number } | null
  problem: string | null
  /** Sends a file; resolves with undefined when it did not arrive. */
  send(file: File): Promise<FileInfo | undefined>
}

export function useUpload(): Upload {
  const language = useLanguage()
  const [sending, setSending] = useState<Upload['sending']>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const send = useCallback(
    async (file: File): Promise<FileInfo | undefined> => {
      setProblem(null)
      setSending({ name: file.name, share: 0 })
      try {
        return await uploadFile(file, (share) => setSending({ name: file.name, share }))
      } catch (error) {
        setProblem(describeReadProblem(problemOf(error), language))
        return undefined
      } finally {
        setSending(null)
      }
    },
    [language],
  )
  return { sending, problem, send }
}
