import type { Recipe } from '../../recipes/recipe';

export const RECIPES: readonly Recipe[] = [
  {
    title: 'Close the one before when you connect again',
    steps: ['A player that retries, a call that is made anew: the connection before is open until its close().'],
    code: `let current = null;

function connect(config) {
  current?.close();
  const pc = new RTCPeerConnection(config);
  current = pc;
  pc.addEventListener('connectionstatechange', () => {
    if (pc.connectionState === 'failed') pc.close(); // or restartIce()
  });
  return pc;
}`,
    links: [],
  },
  {
    title: 'Or close it when its work is done',
    steps: ['For what is short: a probe, a message, a file. Also where it fails.'],
    code: `async function withConnection(config, work) {
  const pc = new RTCPeerConnection(config);
  try {
    return await work(pc);
  } finally {
    pc.close();
  }
}`,
    links: [],
  },
];
