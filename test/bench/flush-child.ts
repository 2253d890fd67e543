/** The process whose flushes are counted: opens a desk and takes as many withdrawals through it as it is told. */
import { flushChild } from './log-pages.ts'

flushChild(Number(process.argv[2]))
