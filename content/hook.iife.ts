(window as any).__hooked = performance.now();
