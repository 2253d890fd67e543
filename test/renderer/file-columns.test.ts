/** The columns that the window promises are the columns that the engine reads. */
import { expect, it } from 'vitest'
import { CUSTOMERS_COLUMNS } from '../../src/main/engine/formats/customers-file/read-customers-file.ts'
import { REQUESTS_COLUMNS } from '../../src/main/engine/formats/requests-file/read-requests-file.ts'
import { FILE_COLUMNS } from '../../src/renderer/features/intake/file-columns.ts'

it('names the columns of both files as the engine does', () => {
  expect(FILE_COLUMNS.requests).toEqual(REQUESTS_COLUMNS)
  expect(FILE_COLUMNS.customers).toEqual(CUSTOMERS_COLUMNS)
})
