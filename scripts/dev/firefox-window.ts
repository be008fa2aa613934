import { launchFirefox } from '../../tooling/firefox/launch';
import { closePanel, openPanel } from '../../tooling/firefox/toolbox';
import { createRenewals } from './renewals';

/** Firefox with a page, the extension and its panel. @param folder where the extension is now */
export async function openForDevelopment(url: string, folder: () => string) {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const firefox = await launchFirefox({ headless: !hasDisplay });
  await firefox.install(folder());
  await firefox.goto(url);
  await openPanel(firefox);
  async function renewNow(): Promise<void> {
    await closePanel(firefox);
    await firefox.install(folder());
    await firefox.reload();
    await openPanel(firefox);
  }
  return {
    closed: firefox.exited.then(() => firefox.close()),
    /** Puts the extension in anew. A page that is open gets its scripts too late, so it is reloaded. A build may be done before the last one's DevTools are open. */
    renew: createRenewals(renewNow),
  };
}
