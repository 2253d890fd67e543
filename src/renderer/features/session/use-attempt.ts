/** One try at something that is not a command: signing in, unlocking, entering a code. */
import { useState } from 'react'
import { describeProblem } from '../../api/describe-problem.ts'
import { problemOf } from '../../api/problem.ts'
import { useLanguage } from '../../i18n/text.tsx'

export type Attempt = {
  busy: boolean
  refusal: { sentence: string } | null
  /** Resolves with whether it worked. */
  attempt(act: () => Promise<unknown>): Promise<boolean>
}

export function useAttempt(): Attempt {
  const language = useLanguage()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<{ sentence: string } | null>(null)
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setRefusal(null)
    try {
      await act()
      return true
    } catch (error) {
      setRefusal({ sentence: describeProblem(problemOf(error), language) })
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, refusal, attempt }
}
