/** Lines of a small XML document, indented. */
import { escapeXml } from '../../engine/formats/xml/write.ts'

type Lines = string | readonly string[]

/** `<Name>value</Name>` */
export function text(name: string, value: string): string {
  return `<${name}>${escapeXml(value, 'statement', name)}</${name}>`
}

/** An element around lines. */
export function element(name: string, children: readonly Lines[]): string[] {
  return [
    `<${name}>`,
    ...children.flatMap((child) => (typeof child === 'string' ? [child] : [...child])).map((line) => `  ${line}`),
    `</${name}>`,
  ]
}

export function document(namespace: string, body: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Document xmlns="${namespace}">`,
    ...body.map((line) => `  ${line}`),
    '</Document>',
    '',
  ].join('\n')
}
