import type { CycleReport } from '../../demo/publisher/api';
import type { Settings } from '../../demo/publisher/settings';
import type { DemoUrls } from '../pages/demo';
import type { Firefox } from './launch';

/**
 * Opens the demo in Firefox's tab in front, its receiver in a frame of another site.
 * @param parameters the demo's URL parameters
 * @returns the settings as the demo understood them
 * @throws where the demo refuses its settings
 */
export async function openDemoInFirefox(
  firefox: Firefox,
  { publisherUrl }: DemoUrls,
  parameters: Record<string, string>,
): Promise<Settings> {
  await firefox.goto(`${publisherUrl}?${new URLSearchParams({ receiver: 'iframe', ...parameters })}`);
  const { settings, problems } = await firefox.inPage(() => {
    const { settings, problems } = window.demo;
    return { settings: { ...settings }, problems };
  });
  if (problems.length) throw new Error(`The demo refuses its settings: ${problems.join(' ')}`);
  return settings;
}

/** Publishes as in a click, without which there is no display capture. */
export async function publishInFirefox(firefox: Firefox): Promise<CycleReport> {
  await firefox.activate();
  return firefox.inPage(() => window.demo.publish());
}
