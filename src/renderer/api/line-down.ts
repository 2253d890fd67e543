/** The engine cannot be reached: what a call ends with that never got an answer. */
export class LineDown extends Error {
  constructor() {
    super('the engine cannot be reached')
    this.name = 'LineDown'
  }
}
