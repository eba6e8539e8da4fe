export default {
  title: 'Docs',
  url: 'https://docs.example.org',
  baseUrl: '/',
  onBrokenLinks: 'warn',
  onBrokenAnchors: 'throw',
  trailingSlash: true,
  presets: [['classic', { blog: false, docs: { routeBasePath: '/' } }]],
}
