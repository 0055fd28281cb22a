/** The style sheet, the script and the icon: files beside this one, read once. */
import { readFileSync } from 'node:fs';

export interface Asset {
  readonly text: string;
  readonly type: string;
}

export function readAssets(): Readonly<Record<string, Asset>> {
  const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
  return {
    'style.css': { text: read('style.css'), type: 'text/css; charset=utf-8' },
    'pages.js': { text: read('pages.js'), type: 'text/javascript; charset=utf-8' },
    'icon.svg': { text: read('icon.svg'), type: 'image/svg+xml' },
  };
}
