import type { DocumentInfo } from '../../protocol/messages';

/** This document's identity. The id is random: crypto.randomUUID is missing on insecure origins. */
export function documentInfo(): DocumentInfo {
  const words = crypto.getRandomValues(new Uint32Array(4));
  let id = '';
  for (let i = 0; i < 4; i++) id += words[i]!.toString(16).padStart(8, '0');
  return {
    id,
    url: location.href.slice(0, 2000),
    top: window === window.top,
    startedAt: performance.timeOrigin,
  };
}
