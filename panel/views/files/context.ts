import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Files } from '../../store/files/files';

export const FilesContext = createContext<Files | null>(null);

/** What is looked at, page or file, and the way to change it. */
export function useFiles(): Files {
  const files = useContext(FilesContext);
  if (!files) throw new Error('There are no files around this view.');
  return files;
}
