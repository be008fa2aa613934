import type { Recipe } from '../../recipes/recipe';

export const TAKE_BACK: Recipe = {
  title: 'Take the offer back where no answer comes',
  steps: [
    'Give the answer a time limit. Without one, take the offer back: the connection is stable again, and the next offer has all that was changed since.',
    '`ask` sends the description on your signaling, and resolves with the answer.',
  ],
  code: `async function negotiate(pc, ask, limitMs = 10_000) {
  await pc.setLocalDescription();
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer')), limitMs);
  });
  try {
    await pc.setRemoteDescription(await Promise.race([ask(pc.localDescription), late]));
  } catch (error) {
    if (pc.signalingState === 'have-local-offer') await pc.setLocalDescription({ type: 'rollback' });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}`,
  links: [],
};
