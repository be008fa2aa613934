import { test } from './harness/twin';
for (const which of ['protos1', 'protos2', 'objects', 'globals', 'reflect'])
test('bisect ' + which, async ({ twin }) => {
  const script = `async () => {
      const which = ${JSON.stringify(which)};
      const { apply } = Reflect;
      const { setTimeout, Promise: NativePromise } = window;
      const spoil = (owner) => {
        for (const name of Reflect.ownKeys(owner)) {
          const found = Object.getOwnPropertyDescriptor(owner, name);
          if (!found.configurable || name === 'constructor') continue;
          if (typeof found.value === 'function') {
            found.value = () => {
              throw new RangeError('spoiled');
            };
          }
          Object.defineProperty(owner, name, found);
        }
      };
      const iterator = Object.getPrototypeOf([][Symbol.iterator]());
      if (which === 'protos1')
      for (const name of ['Map', 'WeakMap', 'Set', 'WeakRef', 'FinalizationRegistry', 'String', 'RegExp', 'Number'])
        spoil(window[name].prototype);
      if (which === 'protos2')
      for (const name of ['EventTarget', 'Event', 'MessagePort', 'RTCStatsReport', 'RTCRtpReceiver', 'MediaStream'])
        spoil(window[name].prototype);
      if (which === 'objects')
      for (const object of [Math, JSON, Date, console, Promise.prototype, iterator, Array.prototype]) spoil(object);
      if (which === 'globals')
      for (const name of ['Proxy', 'Map', 'WeakMap', 'WeakRef', 'Error', 'String', 'DOMException', 'clearTimeout'])
        window[name] = () => {
          throw new RangeError('spoiled');
        };
      if (which === 'reflect') spoil(Reflect);
      const pc = new RTCPeerConnection();
      pc.addTransceiver('video');
      await new NativePromise((resolve) => setTimeout(resolve, 400));
      return 1;
  }`;
  const { outcome, document } = await twin.run(script as any);
  console.log(which, outcome);
  const d = await document();
  console.log(d.transceivers.length, d.last.errors);
});
