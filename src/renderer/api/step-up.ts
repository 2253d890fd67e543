/** The second factor in place: a command that needs a fresh code asks here, and the session's dialog answers. */
import { problemOf } from './problem.ts'
import { createStore, useStore } from './store.ts'

type Asked = { answer(given: boolean): void }

const asked = createStore<Asked | null>(null)
let waiting: Promise<boolean> | null = null

/** Asks for the one-time code; resolves with whether it was given. Several askers share one dialog. */
export function askStepUp(): Promise<boolean> {
  waiting ??= new Promise((resolve) => {
    asked.set({
      answer(given) {
        asked.set(null)
        waiting = null
        resolve(given)
      },
    })
  })
  return waiting
}

/** For the dialog: whether somebody waits for a code, and how to answer. */
export function useStepUpAsked(): Asked | null {
  return useStore(asked)
}

/** Sends; when the engine wants a fresh one-time code, asks for it and repeats the same command once. */
export async function sendWithStepUp<Input, Output>(
  send: (input: Input) => Promise<Output>,
  input: Input,
  ask: () => Promise<boolean> = askStepUp,
): Promise<Output> {
  try {
    return await send(input)
  } catch (error) {
    const problem = problemOf(error)
    if (problem.kind !== 'refused' || problem.code !== 'STEP_UP_REQUIRED') throw error
    if (!(await ask())) throw error
    return await send(input)
  }
}
