// Renders every Markdown output with a second implementation, for words.py: `markdown.mjs OUT`.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(join(process.env.modules, 'resolve.js'))
const load = (name) => import(pathToFileURL(require.resolve(name)))
const { micromark } = await load('micromark')
const { gfm, gfmHtml } = await load('micromark-extension-gfm')

const out = process.argv[2]
const frontMatter = /^---\n[\s\S]*?\n---\n/
for (const { name, stem } of JSON.parse(readFileSync(join(out, 'cases.json'), 'utf8'))) {
  const text = readFileSync(join(out, `${stem}.md`), 'utf8').replace(frontMatter, '')
  const options = { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }
  writeFileSync(join(out, `${stem}.md.html`), micromark(text, options))
  console.log('ok markdown-renders', name)
}
