export type DockSide = 'undocked' | 'bottom' | 'right' | 'left';

/** The part of a browser profile's preferences that makes DevTools open there. */
export const opensAt = (dockSide: DockSide) => ({ preferences: { currentDockState: JSON.stringify(dockSide) } });
