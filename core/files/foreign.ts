/**
 * Files that hold no call, by the ends of their names. Anything else in a folder is tried, since customers
 * name dumps as they like; a file that is named itself is tried whatever its name.
 */
const FOREIGN = new Set(
  [
    'png jpg jpeg gif webp avif bmp ico svg heic psd pdf doc docx xls xlsx ppt pptx odt ods rtf',
    'mp3 mp4 m4a mov avi mkv webm wav ogg opus flac y4m ivf pcap pcapng',
    'exe dll so dylib bin dmg iso msi deb rpm apk ipa jar class wasm o a pyc node',
    'md css scss less js mjs cjs jsx ts mts cts tsx vue py sh bat ps1 c cc cpp h hpp cs go rs java kt swift rb php sql',
    'map lock woff woff2 ttf otf eot csv tsv yml yaml toml ini xml plist parquet db sqlite lnk url tmp swp bak crx pem key',
  ].flatMap((line) => line.split(' ')),
);

/** Files and folders that operating systems and tools lay beside others. */
const LITTER = new Set(['thumbs.db', 'desktop.ini', '__macosx', 'node_modules', 'system volume information']);

/** Why a file or folder that was found in a folder is left out; null where it is not. */
export function foreignBecause(name: string, isFolder: boolean): string | null {
  const what = isFolder ? 'folder' : 'file';
  if (name.startsWith('.')) return `a hidden ${what}`;
  if (LITTER.has(name.toLowerCase())) return `a ${what} of the system or of a tool`;
  const end = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return !isFolder && end !== undefined && FOREIGN.has(end) ? `a .${end} file holds no call` : null;
}
