import { expect, test } from '@playwright/test';
import { browserSettings } from './settings';

test('where storage is blocked, settings last as long as the panel, and nothing throws', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get() {
      throw new DOMException('Access is denied', 'SecurityError');
    },
  });
  try {
    const settings = browserSettings();
    expect(settings.get('intervalMs')).toBeNull();
    settings.set('intervalMs', '2000');
    expect(settings.get('intervalMs')).toBe('2000');
  } finally {
    if (before) Object.defineProperty(globalThis, 'localStorage', before);
    else Reflect.deleteProperty(globalThis, 'localStorage');
  }
});
