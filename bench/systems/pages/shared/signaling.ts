/** Resolves when the negotiation that begins now has ended. */
export const nextStable = (pc: RTCPeerConnection) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (pc.signalingState !== 'stable') return;
      pc.removeEventListener('signalingstatechange', look);
      resolve();
    };
    pc.addEventListener('signalingstatechange', look);
  });
