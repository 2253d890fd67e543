/** A file of the desk being handed to this machine: whether it is on its way, and the sentence when it did not arrive. */
import { useCallback, useState } from 'react'
import { useLanguage } from '../i18n/text.tsx'
import { describeReadProblem } from './describe-problem.ts'
import { downloadFile } from './files.ts'
import { problemOf } from './problem.ts'

export type Download = { busy: boolean; problem: string | null; save(fileId: number): Promise<void> }

export function useDownload(): Download {
  const language = useLanguage()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const save = useCallback(
    async (fileId: number): Promise<void> => {
      setBusy(true)
      setProblem(null)
      try {
        await downloadFile(fileId)
      } catch (error) {
        setProblem(describeReadProblem(problemOf(error), language))
      } finally {
        setBusy(false)
      }
    },
    [language],
  )
  return { busy, problem, save }
}
