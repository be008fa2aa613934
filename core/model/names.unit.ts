import { expect, test } from '@playwright/test';
import { partsOf } from './names';

const long = 'abcdefghijklmnopqrstuvwxyz';

for (const [url, host, path] of [
  ['https://app.example/', 'app.example', '/'],
  ['https://app.example:8443/seat?user=1#a', 'app.example:8443', '/seat'],
  ['https://app.example/room/7/seat/', 'app.example', '/…/seat'],
  ['https://app.example/a/\u202Emoc', 'app.example', '/…/%E2%80%AEmoc'],
  [`https://app.example/${long}`, 'app.example', '/abcdefghij…pqrstuvwxyz'],
  [`https://${long}.${long}.example/`, 'abcdefghijklmnopqrs…pqrstuvwxyz.example', '/'],
  ['blob:https://app.example/0b5e6c9a-4a27', 'blob:app.example', '/0b5e6c9a-4a27'],
  ['blob:null/0b5e6c9a-4a27', 'blob:null', '/0b5e6c9a-4a27'],
  ['data:text/html;base64,PGI+', 'data:text/html', ''],
  ['about:srcdoc', 'about:srcdoc', ''],
  ['file:///home/user/call.html', 'call.html', ''],
  ['no address', 'no address', ''],
  ['', 'unknown document', ''],
] as const) {
  test(`host and path of ${url || 'nothing'}`, () => {
    expect(partsOf(url)).toEqual({ host, path });
  });
}
