/** All tables of signs that are a line and what stands around it. */
import { accessRules } from './access-rules.ts';
import { commonRules } from './common-rules.ts';
import { conditionRules } from './condition-rules.ts';
import type { ContextRule } from './context-rule.ts';
import { goRules } from './go-rules.ts';
import { javaRules } from './java-rules.ts';
import { pythonRules } from './python-rules.ts';
import { scriptRules } from './script-rules.ts';
import { sessionRules } from './session-rules.ts';
import { taskRules } from './task-rules.ts';
import { timeRules } from './time-rules.ts';
import { trapRules } from './trap-rules.ts';
import { webRules } from './web-rules.ts';

export const contextRules: readonly ContextRule[] = [
  ...accessRules,
  ...sessionRules,
  ...webRules,
  ...scriptRules,
  ...pythonRules,
  ...goRules,
  ...javaRules,
  ...conditionRules,
  ...timeRules,
  ...trapRules,
  ...taskRules,
  ...commonRules,
];
