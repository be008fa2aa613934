import { lazy } from '../use/lazy';

/** For where a user of the panel looks when the panel itself goes wrong. */
export const DiagnosticsButton = lazy(() => import('./CopyDiagnostics').then((chunk) => chunk.CopyDiagnostics));
