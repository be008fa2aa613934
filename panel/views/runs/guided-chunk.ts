export { GuidedBar } from './GuidedBar';
export { GuidedSetup } from './GuidedSetup';
