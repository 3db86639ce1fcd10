import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LOGS } from './paths.ts';

const QUIET = [
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
];
const PROBE = ['--require', join(import.meta.dirname, 'probe.cjs')];
const STOP_WITHIN_MS = 15_000;

/** What a process has used up to now. */
export interface Probe {
  cpuUs: number;
  rssBytes: number;
  /** Since the last probe. */
  loopDelayMs: { p50: number; p99: number; max: number };
}

/** A process of the benchmark, which answers one question at a time. */
export class Child {
  readonly #process: ChildProcess;
  readonly #name: string;

  static start(
    name: string,
    file: string,
    options: {
      args?: string[];
      execArgv?: string[];
      cwd?: string;
      env?: Record<string, string | undefined>;
    } = {},
  ): Child {
    const log = join(LOGS, `bench-${name}.log`);
    mkdirSync(dirname(log), { recursive: true });
    const output = openSync(log, 'w');
    const process_ = fork(file, options.args ?? [], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      execArgv: [...QUIET, ...PROBE, ...(options.execArgv ?? [])],
      stdio: ['ignore', output, output, 'ipc'],
    });
    closeSync(output);
    return new Child(name, process_);
  }

  private constructor(name: string, child: ChildProcess) {
    this.#name = name;
    this.#process = child;
  }

  /** The next message that has the field. */
  next<T>(field: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const onExit = () =>
        reject(new Error(`${this.#name} ended; see its log in ${LOGS}`));
      const onMessage = (message: Record<string, unknown>) => {
        if (message?.[field] !== undefined) {
          this.#process.off('exit', onExit).off('message', onMessage);
          resolve(message[field] as T);
        }
      };
      this.#process.on('message', onMessage).once('exit', onExit);
    });
  }

  ask<T>(question: string | object, field: string): Promise<T> {
    const answer = this.next<T>(field);
    this.#process.send(question);
    return answer;
  }

  probe(): Promise<Probe> {
    return this.ask('bench:probe', 'probe');
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) {
      return;
    }
    const ended = new Promise(resolve => this.#process.once('exit', resolve));
    this.#process.kill('SIGTERM');
    const timer = setTimeout(
      () => this.#process.kill('SIGKILL'),
      STOP_WITHIN_MS,
    );
    await ended;
    clearTimeout(timer);
  }
}
