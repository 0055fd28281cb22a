/** What stands while the demo runs. */
import type { Sandbox } from '#sandbox/start-sandbox.ts';
import type { LocalClone } from './clone-local.ts';
import type { DemoFolder } from './demo-folder.ts';
import type { ObservedPull } from './observed.ts';
import type { RegisteredApp } from './people-and-app.ts';
import type { DemoOptions } from './read-options.ts';

export interface DemoSurroundings {
  /** Folder of the project. */
  readonly root: string;
  /** Absolute. */
  readonly dataFolder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (text: string) => void;
  /** Called once, after the main job. */
  readonly finished: (pulls: readonly ObservedPull[]) => Promise<void>;
  readonly signal: AbortSignal;
}

export interface Stage {
  readonly options: DemoOptions;
  readonly around: DemoSurroundings;
  readonly folder: DemoFolder;
  readonly sandbox: Sandbox;
  readonly registered: RegisteredApp;
  /** Set when the person's own repository takes the place of the samples. */
  readonly clone: LocalClone | undefined;
  /** Milliseconds since the epoch. */
  readonly began: number;
}
