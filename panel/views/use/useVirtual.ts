import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

type Options = Pick<
  VirtualizerOptions<HTMLElement, HTMLElement>,
  'count' | 'getScrollElement' | 'estimateSize' | 'getItemKey' | 'scrollPaddingStart' | 'anchorTo' | 'followOnAppend'
>;

/** @tanstack/virtual-core as a Preact hook: renders again when the rows in view change. */
export function useVirtual(options: Options): Virtualizer<HTMLElement, HTMLElement> {
  const [, renderAgain] = useReducer((n: number, _: undefined) => n + 1, 0);
  const all: VirtualizerOptions<HTMLElement, HTMLElement> = {
    overscan: 8,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => renderAgain(undefined),
    ...options,
  };
  const [virtualizer] = useState(() => new Virtualizer(all));
  virtualizer.setOptions(all);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}
