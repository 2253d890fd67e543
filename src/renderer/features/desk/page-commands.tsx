/** Commands that the page in front offers to the palette for as long as it is shown. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'

export type PageCommand = {
  id: string
  label: string
  /** One key on the keyboard, shown beside the command. */
  key?: string
  run(): void
}

type Registry = { commands: readonly PageCommand[]; offer(commands: readonly PageCommand[]): void }
const RegistryContext = createContext<Registry>({ commands: [], offer: () => undefined })

export function PageCommandsProvider({ children }: { children: ReactNode }) {
  const [commands, offer] = useState<readonly PageCommand[]>([])
  const value = useMemo(() => ({ commands, offer }), [commands])
  return <RegistryContext value={value}>{children}</RegistryContext>
}

/** Offers commands while the component is on the screen; `version` says when the list is another one. */
export function useOfferCommands(commands: readonly PageCommand[], version: string): void {
  const { offer } = useContext(RegistryContext)
  const latest = useRef(commands)
  latest.current = commands
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is rebuilt at every render; its version says when it differs
  useEffect(() => {
    offer(
      latest.current.map((command) => ({
        ...command,
        run: () => latest.current.find((each) => each.id === command.id)?.run(),
      })),
    )
    return () => offer([])
  }, [version, offer])
}

export function usePageCommands(): readonly PageCommand[] {
  return useContext(RegistryContext).commands
}
