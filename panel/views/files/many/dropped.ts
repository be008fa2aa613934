/** A file, and its path below what was dropped or chosen. */
export interface Found {
  name: string;
  file: File;
}

/** Files that were chosen; one of a folder knows its path. */
export const chosenIn = (files: FileList): Found[] =>
  [...files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));

/** All that was dropped, with what is in its folders. Entries have to be taken before the event is over. */
export async function droppedIn(transfer: DataTransfer): Promise<Found[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  // What a page drops has no entries.
  if (entries.length === 0) return chosenIn(transfer.files);
  const found: Found[] = [];
  for (const entry of entries) for await (const each of filesIn(entry)) found.push(each);
  return found;
}

async function* filesIn(entry: FileSystemEntry): AsyncGenerator<Found, void, void> {
  const name = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    yield {
      name,
      file: await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
    };
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A hundred at a time, until there are none.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const each of some) yield* filesIn(each);
  }
}
