export { HowToFix } from './HowToFix';
export { LookNext } from './LookNext';
