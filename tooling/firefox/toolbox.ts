import type { Firefox } from './launch';

/** Firefox's own modules, in functions that run in its window. */
declare const ChromeUtils: { importESModule(url: string): any };
declare const gBrowser: { selectedTab: object };

/** The DevTools of the tab in front, with our panel shown. */
export async function openPanel(firefox: Firefox): Promise<void> {
  await firefox.inBrowser(async () => {
    const { require: load } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
    const { gDevTools } = load('devtools/client/framework/devtools');
    const options = { toolId: 'inspector', hostType: 'bottom' };
    const toolbox = await gDevTools.showToolboxForTab(gBrowser.selectedTab, options);
    const ours = () => toolbox.component.state.panelDefinitions.find((each: any) => each.label === 'Transceivers')?.id;
    // An extension's panel comes late.
    for (let i = 0; i < 300 && !ours(); i++) await new Promise((resolve) => setTimeout(resolve, 100));
    await toolbox.selectTool(ours(), 'test');
  });
}

/** Closes the DevTools of the tab in front. */
export function closePanel(firefox: Firefox): Promise<void> {
  return firefox.inBrowser(async () => {
    const { require: load } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
    const { gDevTools } = load('devtools/client/framework/devtools');
    await gDevTools.closeToolboxForTab(gBrowser.selectedTab);
  });
}

/** Runs a function in the panel of the tab in front, with the panel's own globals. */
export async function inPanel<A extends unknown[], R>(
  firefox: Firefox,
  fn: (...args: A) => R,
  ...args: A
): Promise<Awaited<R>> {
  const run = async (text: string, given: unknown[]) => {
    const { require: load } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
    const { gDevTools } = load('devtools/client/framework/devtools');
    const toolbox = gDevTools.getToolboxForTab(gBrowser.selectedTab);
    const frame = toolbox.doc.getElementById(`toolbox-panel-iframe-${toolbox.currentToolId}`);
    const panel = frame.contentDocument.getElementById('webext-panels-browser');
    const actor = panel.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');
    return actor.executeScript(`return (${text})(...arguments)`, given, { timeout: 60_000 });
  };
  return firefox.inBrowser(run, String(fn), args) as Promise<Awaited<R>>;
}

/** A picture of the panel of the tab in front. @returns a PNG, as base64 */
export function panelPicture(firefox: Firefox): Promise<string> {
  return firefox.inBrowser(async () => {
    const { require: load } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
    const { gDevTools } = load('devtools/client/framework/devtools');
    const { capture } = ChromeUtils.importESModule('chrome://remote/content/shared/Capture.sys.mjs');
    const toolbox = gDevTools.getToolboxForTab(gBrowser.selectedTab);
    const frame = toolbox.doc.getElementById(`toolbox-panel-iframe-${toolbox.currentToolId}`);
    const panel = frame.contentDocument.getElementById('webext-panels-browser');
    const { width, height } = panel.getBoundingClientRect();
    return capture.toBase64(await capture.canvas(frame.contentWindow, panel.browsingContext, 0, 0, width, height));
  });
}
