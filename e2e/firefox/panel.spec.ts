import { openPanel } from '../../tooling/firefox/toolbox';
import { serveSharePage } from '../harness/share-page';
import { clickInPanel, expect, panelText, test } from './test';

test('the panel opens late, and says what the page did', async ({ firefox, server }) => {
  serveSharePage(server);
  await firefox.goto(server.url('/'));
  for (const color of ['red', 'blue', 'lime']) await firefox.inPage((each) => (window as any).share(each), color);
  await openPanel(firefox);
  const text = await panelText(firefox, /3 video publishes/);
  expect(text).toMatch(/share\.js:5/);
  expect(text).not.toMatch(/Problems of this tool/);
  await clickInPanel(firefox, 'Transceivers');
  console.log(text);
});
