/** The DevTools page: does nothing but name the panel. */
chrome.devtools.panels.create('Transceivers', 'extension/icons/32.png', 'panel/index.html');
