/**
 * How much a statement file may hold before it is refused, so that a damaged or hostile file cannot stop the desk.
 */
export const STATEMENT_LIMITS = { bytes: 50 * 1024 * 1024, entries: 200_000 }
