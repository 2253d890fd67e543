/** The second factor in place: a command that needs a fresh code asks here, and the session's dialog answers. */
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
