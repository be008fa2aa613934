import { VIEWER_FILE } from './viewerFile.mjs';

/** The self-contained viewer that comes with the extension, as text: it is never run from there. */
export async function bundledViewer(): Promise<string> {
  const response = await fetch(`/${VIEWER_FILE}`);
  if (!response.ok) throw new Error(`${VIEWER_FILE} is not there`);
  return response.text();
}
