import type { Tool } from '../tool';
import { analyzeFile } from './analyze-file';
import { calls } from './calls';
import { check } from './check';
import { findings } from './findings';
import { memory } from './memory';
import { patch } from './patch';
import { saveRecording } from './save-recording';
import { transceivers } from './transceivers';

/** As agents see them listed. */
export const TOOLS: readonly Tool[] = [check, findings, transceivers, calls, patch, memory, saveRecording, analyzeFile];
