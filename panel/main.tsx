import { mount } from './mount';
import { chromeTransport } from './transport/chrome';

mount(chromeTransport);
