export default {
  title: 'Docs',
  url: 'https://docs.example.org',
  baseUrl: '/',
  onBrokenLinks: 'warn',
  onBrokenAnchors: 'throw',
  trailingSlash: true,
  markdown: { emoji: false },
  presets: [['classic', { blog: false, docs: { routeBasePath: '/' } }]],
}
