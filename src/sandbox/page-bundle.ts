import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The page's three files. */
export type PageBundle = { html: string; script: string; style: string };

const PAGE = fileURLToPath(new URL('./page/', import.meta.url));

/** Bundles the browser page from its sources, in memory; a fraction of a second. */
export async function bundlePage(): Promise<PageBundle> {
  const { outputFiles } = await build({
    absWorkingDir: PAGE,
    entryPoints: ['main.tsx', 'style.css'],
    outdir: 'out',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  const textOf = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  return {
    html: await readFile(`${PAGE}index.html`, 'utf8'),
    script: textOf('.js'),
    style: textOf('.css'),
  };
}
