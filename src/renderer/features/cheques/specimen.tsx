/** The specimen of a signature, to compare with the one on the paper. */
import { useText } from '../../i18n/text.tsx'
import classes from './cheques.module.css'
import { useFileAddress } from './use-file-address.ts'

export function Specimen({ fileId, by }: { fileId: number; by: string }) {
  const t = useText()
  const { address } = useFileAddress(fileId)
  if (address === null) return null
  return <img className={classes.specimen} src={address} alt={t('cheques.sign.specimenOf', { by })} />
}
