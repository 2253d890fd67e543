/**
 * The one shape in which a file reader says no. A reader never throws for what a file contains: it returns the
 * refusal, and whoever called it decides where the sentence is shown.
 */

/** Why a file was not taken: a stable code, the place in the file, and a sentence for the operator. */
export type FormatRefusal<Code extends string = string> = {
  readonly code: Code
  readonly place: string
  readonly message: string
}

/** Carries a refusal out of nested reading code. Never leaves the module that throws it. */
export class RefusalSignal<Code extends string = string> extends Error {
  readonly refusal: FormatRefusal<Code>

  constructor(code: Code, place: string, message: string) {
    super(message)
    this.refusal = { code, place, message }
  }
}
