import preact from '@preact/preset-vite';
import type { Plugin, PluginOption } from 'vite';
import { docsPages } from './docs';

/** What asks for a live page is never shown in a viewer, so it is left out: panel/transport/file.ts says the same. */
function withoutPage(): Plugin {
  return {
    name: 'without-page',
    enforce: 'pre',
    transform: (code, id) =>
      /\/panel\/(?:views|store)\/.*\.tsx?$/.test(id.replaceAll('\\', '/'))
        ? code.replace(/\b(?:\w+\.)*transport\.hasPage\b/g, 'false')
        : null,
  };
}

/** What the viewer is built with, in a build of its own and in the package's. */
export const viewerPlugins = (): PluginOption[] => [withoutPage(), preact(), docsPages()];

// What would end a script, or turn it into something else, means the same with a backslash.
const inHtml = (code: string) => code.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');

/** The viewer as one page: it has to open from a disk, where modules can't be imported. */
interface ViewerPage {
  /** Of viewer.html, up to its script. */
  before: string;
  script: string;
  after: string;
}

/**
 * @param html viewer.html, with links to its script and its style sheet or without
 * @param script as it stands in the page
 */
export function viewerPage(html: string, style: string, script: string): ViewerPage {
  const [head = '', foot = ''] = html
    .replace(/\s*<(script|link)\b[^>]*\b(src|href)="[^"]*"[^>]*>(<\/script>)?/g, '')
    .replace('</head>', () => `<style>${style}</style>\n  </head>`)
    .split('</body>');
  return { before: `${head}<script type="module">`, script: inHtml(script), after: `</script>\n  </body>${foot}` };
}
