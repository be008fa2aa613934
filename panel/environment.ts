import type { Environment } from '../core/model/types';
import { version } from '../manifest.json';
import { thisBrowser } from './store/page/environment';

/** This browser and machine, as far as they tell. */
export function thisEnvironment(): Environment {
  const { deviceMemory, hardwareConcurrency } = navigator as Navigator & { deviceMemory?: number };
  return {
    inspector: version,
    ...thisBrowser(),
    deviceMemoryGiB: deviceMemory ?? null,
    cores: hardwareConcurrency ?? null,
  };
}
