import { render } from 'preact';

render(<p>Hello {chrome.devtools.inspectedWindow.tabId}</p>, document.getElementById('app')!);
