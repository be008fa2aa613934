export { CopyFix } from './CopyFix';
export { CopyReport } from './CopyReport';
export { FindingList } from './FindingList';
export { HowToFix } from './HowToFix';
export { LookNext } from './LookNext';
export { Why } from './Why';
