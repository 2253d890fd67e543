/** How close rows stand: comfortable (36 px) or compact (28 px). Kept on this machine. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

export type Density = 'comfortable' | 'compact'
export const ROW_HEIGHT_PX: Record<Density, number> = { comfortable: 36, compact: 28 }

const KEPT = 'countersign.density'
type Chosen = { density: Density; choose(density: Density): void }
const DensityContext = createContext<Chosen>({ density: 'comfortable', choose: () => undefined })

export function DensityProvider({ children }: { children: ReactNode }) {
  const [density, choose] = useState<Density>(() =>
    localStorage.getItem(KEPT) === 'compact' ? 'compact' : 'comfortable',
  )
  useEffect(() => {
    localStorage.setItem(KEPT, density)
    document.documentElement.dataset.density = density
  }, [density])
  const value = useMemo(() => ({ density, choose }), [density])
  return <DensityContext value={value}>{children}</DensityContext>
}

export function useDensity(): Chosen {
  return useContext(DensityContext)
}

export function useRowHeight(): number {
  return ROW_HEIGHT_PX[useDensity().density]
}
