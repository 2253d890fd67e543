/** The card in its shape, while its content is on the way. */
import { Skeleton } from '@mantine/core'
import classes from './card.module.css'

const BOX_PX = 220

export function CardSkeleton({ beside }: { beside: boolean }) {
  return (
    <div className={classes.card} data-beside={beside || undefined} aria-busy>
      <Skeleton height={28} width="60%" />
      <div className={classes.three}>
        <Skeleton height={BOX_PX} />
        <Skeleton height={BOX_PX} />
        <Skeleton height={BOX_PX} />
      </div>
      <Skeleton height={32} />
      <Skeleton height={BOX_PX} />
    </div>
  )
}
