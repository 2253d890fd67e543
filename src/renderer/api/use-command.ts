/**
 * Sends a command to the engine: owns its id, disables its button while waiting, asks for the one-time code where the
 * engine wants one, and turns whatever goes wrong into a sentence.
 */
import { useCallback, useRef, useState } from 'react'
import { useLanguage } from '../i18n/text.tsx'
import { commandIds } from './command-id.ts'
import { describeProblem } from './describe-problem.ts'
import { type Problem, problemOf } from './problem.ts'
import { noteSessionLost } from './session.ts'
import { sendWithStepUp } from './step-up.ts'

export type CommandProblem = { problem: Problem; sentence: string }

export type Command<Input, Output> = {
  /** Sends; resolves with the answer, or with undefined when it was refused (then `refusal` says why). */
  run(input: Input): Promise<Output | undefined>
  busy: boolean
  refusal: CommandProblem | null
  /** Forgets the refusal and the id: for a form that is opened anew. */
  reset(): void
}

type WithoutId<Input> = Omit<Input, 'commandId'>
export type CommandOptions<Output> = {
  onDone?(output: Output): void
  onProblem?(problem: CommandProblem): void
}

/** `const approve = useCommand(api.requests.act, { onDone })` */
export function useCommand<Input extends { commandId: string }, Output>(
  send: (input: Input) => Promise<Output>,
  options: CommandOptions<Output> = {},
): Command<WithoutId<Input>, Output> {
  const language = useLanguage()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<CommandProblem | null>(null)
  const running = useRef(false)
  const ids = useRef(commandIds())
  const current = useRef({ send, options, language })
  current.current = { send, options, language }

  const run = useCallback(async (input: WithoutId<Input>): Promise<Output | undefined> => {
    if (running.current) return undefined
    running.current = true
    setBusy(true)
    setRefusal(null)
    try {
      const command = { ...input, commandId: ids.current.idFor(input) } as unknown as Input
      const output = await sendWithStepUp(current.current.send, command)
      ids.current.forget()
      current.current.options.onDone?.(output)
      return output
    } catch (error) {
      const found = noted(error, current.current.language)
      // An answer about the content is final: the next try is a new command. A lost answer is not.
      if (found.problem.kind !== 'lineDown') ids.current.forget()
      setRefusal(found)
      current.current.options.onProblem?.(found)
      return undefined
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])

  const reset = useCallback(() => {
    ids.current.forget()
    setRefusal(null)
  }, [])
  return { run, busy, refusal, reset }
}

function noted(error: unknown, language: 'en' | 'zh-Hant'): CommandProblem {
  const problem = problemOf(error)
  if (problem.kind === 'notSignedIn') noteSessionLost(problem.reason)
  return { problem, sentence: describeProblem(problem, language) }
}
