/** A key that can be pressed instead of a click. */
import classes from './key-hint.module.css'

/** `<KeyHint keys="P" />`, `<KeyHint keys="Ctrl+K" />` */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={classes.keys} aria-hidden>
      {keys.split('+').map((key) => (
        <kbd key={key} className={classes.key}>
          {key}
        </kbd>
      ))}
    </span>
  )
}
