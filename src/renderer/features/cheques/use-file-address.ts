/** A file of the desk as an address that this window can show; given back when nobody shows it any more. */
import { useEffect, useState } from 'react'
import { readFile } from '../../api/files.ts'
import { useApi } from '../../api/use-api.ts'

export type FileAddress = { address: string | null; problem: string | null }

export function useFileAddress(fileId: number | null): FileAddress {
  const [address, setAddress] = useState<string | null>(null)
  const file = useApi(['file', fileId], () => readFile(fileId ?? 0), { enabled: fileId !== null })
  const blob = fileId === null ? undefined : file.data?.blob
  useEffect(() => {
    if (!blob) return undefined
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => {
      setAddress(null)
      URL.revokeObjectURL(made)
    }
  }, [blob])
  return { address, problem: file.problem }
}
