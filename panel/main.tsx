import { mount } from './mount';
import { chromeTransport } from './transport/chrome';
import { bundledViewer } from './viewerHtml';

mount(chromeTransport, { viewerHtml: bundledViewer });
