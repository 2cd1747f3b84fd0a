// Processes: whole commands measured from outside, and tools in process that take turns.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

// The line of an error message that tells most.
function pickLine(text) {
  const lines = text.trim().split('\n');
  return lines.find((line) => /[Ee]rror[:[]|bench:|错误/.test(line)) ?? lines.at(-1);
}

// Runs a command to its end; { ns, peak_kb, code, error }.
export function measureCommand(build, folder, words) {
  const file = join(folder, 'measured.json');
  rmSync(file, { force: true });
  const run = spawnSync(join(build, 'tests/bench/measure_command'), [file, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });
  try {
    const measured = JSON.parse(readFileSync(file, 'utf8'));
    return { ...measured, error: pickLine(run.stderr) };
  } catch {
    return { code: 127, error: run.stderr.trim() || String(run.error ?? 'it did not start') };
  }
}

// A tool in process: ask(line) gives the answer as an object.
export class Server {
  constructor(words) {
    this.child = spawn(words[0], words.slice(1), { stdio: ['pipe', 'pipe', 'pipe'] });
    this.errors = '';
    this.child.stderr.on('data', (data) => { this.errors = (this.errors + data).slice(-2000); });
    this.child.stdin.on('error', () => {});
    this.waiting = [];
    this.early = [];
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      const taker = this.waiting.shift();
      if (taker === undefined) this.early.push(line);
      else taker(line);
    });
    this.ended = new Promise((resolve) => {
      const end = () => {
        this.hasEnded = true;
        for (const taker of this.waiting.splice(0)) taker(null);
        resolve();
      };
      this.child.on('close', end);
      this.child.on('error', end);
    });
  }

  async next() {
    const line = this.early.shift() ?? await new Promise((resolve) => {
      if (this.hasEnded) resolve(null);
      else this.waiting.push(resolve);
    });
    if (line === null) throw new Error(pickLine(this.errors) || 'it ended');
    return JSON.parse(line);
  }

  async ask(line) {
    this.child.stdin.write(`${line}\n`);
    return this.next();
  }

  async quit() {
    this.child.stdin.write('quit\n');
    this.child.stdin.end();
    await this.ended;
  }
}
