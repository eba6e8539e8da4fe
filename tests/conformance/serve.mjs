// Works on a site as a person does, with `chancery serve` in Chromium: `serve.mjs CHROMIUM CHANCERY OUT`.
// A change is seen without a hand on the browser, also where the theme or a new release makes it; an error stands over the page
// and goes when it is mended; what is closed stays closed. axe-core must find nothing wrong with a page with the overlay, in light
// and dark, wide and narrow.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const require = createRequire(join(process.env.modules, 'resolve.js'))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const LOOKS = [['light', 1280], ['dark', 320], ['dark', 1280], ['light', 320]]
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']
// A step that takes longer has failed.
const PATIENCE = 10_000
const SETTINGS = 'style = "own.css"\n[site]\ntitle = "Tides"\n'
const RELEASE = `Ministry of Tides of the Republic of Vessland

3 March 2031 | Press release

Harbour of Lund reopens after repairs

1. The harbour of Lund was opened again on March 3 by the Minister of Tides.
`

async function step(name, work) {
  const problems = []
  try {
    problems.push(...((await work()) ?? []))
  } catch (error) {
    problems.push(String(error))
  }
  console.log(problems.length ? 'FAIL' : 'ok', 'serve', name)
  for (const problem of problems.slice(0, 8)) console.log('    ' + problem.replaceAll('\n', '\n    '))
}

const [executablePath, chancery, out] = process.argv.slice(2)
const press = join(out, 'served')
rmSync(press, { recursive: true, force: true })
mkdirSync(press)
const write = (name, text) => writeFileSync(join(press, name), text)
write('chancery.toml', SETTINGS)
write('own.css', '')
write('harbour.txt', RELEASE)

const server = spawn(chancery, ['serve', press, '--port', '0', '-f', 'html'], { stdio: ['ignore', 'pipe', 'ignore'] })
let browser
try {
  let root
  for await (const line of createInterface({ input: server.stdout })) {
    root = line.match(/^http:\S+/)?.[0]
    if (root) break
  }
  if (!root) throw new Error('the server ended before it said its address')
  // What it says further is let go.
  server.stdout.resume()
  browser = await chromium.launch({ executablePath, args: FLAGS })
  const context = await browser.newContext({ bypassCSP: false })
  context.setDefaultTimeout(PATIENCE)
  const page = await context.newPage()
  const blocked = []
  page.on('console', (message) => message.type() === 'error' && blocked.push(message.text()))
  await page.goto(root + '2031/03/harbour-of-lund-reopens-after-repairs/')
  const overlay = page.getByRole('region', { name: /error|warning/ })

  await step('a change of the text is seen', async () => {
    write('harbour.txt', RELEASE.replace('by the Minister', 'with a feast by the Minister'))
    await page.getByText('with a feast').waitFor()
    return blocked
  })
  await step('a change of a style sheet is seen, saved by renaming', async () => {
    write('.own.css.new', 'body { outline: 3px dotted red }')
    renameSync(join(press, '.own.css.new'), join(press, 'own.css'))
    await page.waitForFunction(() => getComputedStyle(document.body).outlineStyle === 'dotted')
  })
  await step('an error stands over the page', async () => {
    write('chancery.toml', SETTINGS + 'adress = "/{name}/"\n')
    await overlay.getByText('unknown key `adress`').waitFor()
    const said = await overlay.innerText()
    const wanted = ['1 error', 'chancery.toml:4:1', 'did you mean `address`?', 'could not be built']
    return wanted.filter((words) => !said.includes(words)).map((words) => `no \`${words}\` in: ${said}`)
  })
  await step('the overlay is open to everyone', async () => {
    const problems = []
    const audited = await browser.newContext({ bypassCSP: true })
    const other = await audited.newPage()
    await other.goto(page.url())
    await other.getByRole('region', { name: '1 error' }).waitFor()
    await other.evaluate(axe)
    for (const [colorScheme, width] of LOOKS) {
      await other.emulateMedia({ colorScheme })
      await other.setViewportSize({ width, height: 800 })
      const over = await other.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (over > 0) problems.push(`${colorScheme}, ${width} px: ${over} px too wide`)
      const found = await other.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), TAGS)
      problems.push(...found.violations.map((rule) => `${colorScheme}, ${width} px: ${rule.id}: ${rule.nodes[0].html.slice(0, 160)}`))
      if (process.env.SERVE_PICTURES) await other.screenshot({ path: join(process.env.SERVE_PICTURES, `${colorScheme}-${width}.png`) })
    }
    await audited.close()
    return problems
  })
  await step('it goes when the error is mended', async () => {
    write('chancery.toml', SETTINGS)
    await overlay.waitFor({ state: 'detached' })
  })
  await step('it is closed by key and stays closed until something else is wrong', async () => {
    write('chancery.toml', SETTINGS + 'adress = 1\n')
    await overlay.focus()
    await page.keyboard.press('Escape')
    await overlay.waitFor({ state: 'detached' })
    await page.reload()
    const status = page.getByRole('status')
    await status.filter({ hasText: '1 error' }).waitFor({ state: 'attached' })
    const problems = (await overlay.count()) ? ['it is there again'] : []
    write('chancery.toml', SETTINGS + 'titel = 1\n')
    await overlay.getByText('unknown key `titel`').waitFor()
    await overlay.getByRole('button', { name: 'Close' }).click()
    await overlay.waitFor({ state: 'detached' })
    write('chancery.toml', SETTINGS)
    return problems
  })
  await step('a new release is seen on the front page', async () => {
    await page.goto(root)
    write('pier.txt', RELEASE.replaceAll(/harbour/gi, 'Pier'))
    await page.getByText('Pier of Lund reopens').first().waitFor()
  })
} finally {
  await browser?.close()
  server.kill()
}
