import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

/** Optional import inside unzipper (an exceljs dependency) that is never taken. */
const external = ['@aws-sdk/client-s3']

/** Both shells serve the window at the root of an origin, so that a reload deep inside the window finds its files. */
const absoluteBase: Plugin = { name: 'absolute-base', config: () => ({ base: '/' }) }

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        external,
        input: {
          index: 'src/main/index.ts',
          serve: 'src/main/serve.ts',
          cli: 'src/main/cli.ts',
          worker: 'src/main/engine/worker.ts',
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        // A sandboxed preload cannot be a module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: { plugins: [react(), absoluteBase], build: { minify: true } },
})
