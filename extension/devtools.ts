/** The DevTools page: does nothing but name the panel. Firefox reads a path without a slash as relative to this page. */
chrome.devtools.panels.create('Transceivers', '/extension/icons/32.png', '/panel/index.html');
