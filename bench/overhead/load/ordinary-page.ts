/** An ordinary page without WebRTC: 1,500 elements, styles, 300 kB of script that is compiled and run. */
export function ordinaryPage(): string {
  const rules = Array.from({ length: 200 }, (_, i) => `.c${i} { margin: ${i % 7}px; color: #${100 + i} }`);
  const elements = Array.from({ length: 1_500 }, (_, i) => `<p class="c${i % 200}">Line ${i} <b>of</b> the page.</p>`);
  const functions = Array.from({ length: 2_400 }, (_, i) => {
    const name = `f${i}`;
    return `function ${name}(a, b) { const all = [a, b, ${i}].map((n) => n * 2); return all.reduce((x, y) => x + y, ${i}) }\n${name}(1, 2);`;
  });
  return `<!doctype html><title>ordinary</title><link rel=icon href=data:,><style>${rules.join('\n')}</style>${elements.join('\n')}<script>${functions.join('\n')}</script>`;
}
