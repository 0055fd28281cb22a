/** T41: which programs a whole review starts, asked of the kernel, over a repository full of files that tools would run. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { startScriptedServer } from '#test/model/scripted-server.ts';
import { enginePath } from '#test/scan/real-scanner.ts';
import { commit, git, injectedShop, newFolder, newRepository, root, runProgram, safeShop } from './run-cli.ts';

const strace = '/usr/bin/strace';

/** Each touches the canary when its tool reads it. */
function bait(canary: string): Readonly<Record<string, string>> {
  const shell = `touch ${canary}`;
  const script = `#!/bin/sh\n${shell}\n`;
  const js = `require('child_process').execSync(${JSON.stringify(shell)})\n`;
  const python = `import os\nos.system(${JSON.stringify(shell)})\n`;
  const ruby = `system(${JSON.stringify(shell)})\n`;
  return {
    'package.json': JSON.stringify({
      name: 'x',
      scripts: { preinstall: shell, prepare: shell, postinstall: shell, test: shell },
      type: 'commonjs',
    }),
    '.npmrc': `script-shell=./run.sh\nonload-script=./run.js\nnode-options=--require ./run.js\n`,
    '.yarnrc.yml': 'yarnPath: ./run.js\n',
    '.pnpmfile.cjs': js,
    'bunfig.toml': 'preload = ["./run.js"]\n',
    'eslint.config.js': js,
    '.eslintrc.js': js,
    'prettier.config.js': js,
    'babel.config.js': js,
    'jest.config.js': js,
    'webpack.config.js': js,
    '.rubocop.yml': 'require: ./run.rb\n',
    Rakefile: ruby,
    Gemfile: ruby,
    'run.rb': ruby,
    'run.js': js,
    'run.sh': script,
    'conftest.py': python,
    'setup.py': python,
    'sitecustomize.py': python,
    'noxfile.py': python,
    pylintrc: `[MASTER]\ninit-hook="import os; os.system('${shell}')"\n`,
    'tox.ini': `[testenv]\ncommands = ${shell}\n`,
    Makefile: `all:\n\t${shell}\n`,
    gradlew: script,
    'build.gradle': `exec { commandLine 'sh', '-c', ${JSON.stringify(shell)} }\n`,
    mvnw: script,
    '.mvn/jvm.config': '-javaagent:run.jar\n',
    '.husky/pre-commit': script,
    '.husky/post-checkout': script,
    '.pre-commit-config.yaml': `repos:\n- repo: local\n  hooks:\n  - {id: x, name: x, entry: ${shell}, language: system}\n`,
    '.envrc': shell,
    '.tool-versions': 'node ref:main\n',
    '.golangci.yml': 'linters-settings:\n  custom:\n    x: {path: ./run.so}\n',
    'gen.go': `package main\n\n//go:generate sh -c "${shell}"\nfunc main() {}\n`,
    '.semgrep.yml': `rules:\n- {id: x, languages: [regex], message: x, severity: ERROR, pattern-regex: ".*"}\n`,
    '.semgrepignore': '*\n',
    '.gitattributes': '* filter=x diff=x merge=x\n',
    '.gitmodules': '[submodule "x"]\n\tpath = x\n\turl = ext::sh -c touch% ' + canary + '\n',
    '.lfsconfig': '[lfs]\n\turl = http://127.0.0.1:9\n',
    'node_modules/.bin/git': script,
    'bin/git': script,
    git: script,
    semgrep: script,
  };
}

const skip = !existsSync(strace) && 'strace is not installed';

test('a review of many tool configurations starts git and the scanner alone', { skip }, async (context) => {
  const canary = join(newFolder('canary'), 'touched');
  const files = bait(canary);
  const folder = newRepository({ 'shop/api.py': safeShop }, { 'shop/api.py': injectedShop });
  commit(folder, 'Tools', files);
  for (const path of Object.keys(files)) if (files[path]?.startsWith('#!') === true) chmodSync(join(folder, path), 0o755);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '-m', 'Executable');
  const model = await startScriptedServer(() => ({
    do: 'answer',
    text: JSON.stringify({ findings: [], changes: 'Adds tools.', sentence: 'Adds tools.' }),
  }));
  context.after(() => model.close());
  model.models = { data: [{ id: 'scripted' }] };

  const trace = join(newFolder('trace'), 'trace');
  const followed = ['-f', '--seccomp-bpf', '-qq', '-e', 'trace=execve,execveat', '-e', 'signal=none', '-o', trace];
  const run = await runProgram(strace, [...followed, process.execPath, join(root, 'src/cli.ts'), 'review', '--json'], {
    cwd: folder,
    env: { PATH: `.:bin:node_modules/.bin:${process.env['PATH'] ?? ''}`, MODEL_BASE_URL: model.url, MODEL_NAME: 'scripted' },
  });
  assert.equal(run.code, 1, run.stderr);
  assert.ok(model.asked.length > 0, 'the model was asked too');
  assert.equal(existsSync(canary), false);

  const started = new Set(
    [...readFileSync(trace, 'utf8').matchAll(/execve(?:at)?\([^"]*"([^"]+)".*\) = 0$/gmu)].map(([, program = '']) =>
      existsSync(program) ? realpathSync(program) : program,
    ),
  );
  const allowed = new Set([realpathSync(process.execPath), realpathSync(enginePath)]);
  // The engine asks `uname` for the system it is on.
  const others = [...started].filter((program) => !allowed.has(program) && !['git', 'uname'].includes(basename(program)));
  assert.deepEqual(others, []);
  assert.ok(started.size >= 3, [...started].join(', '));
  assert.ok(
    [...started].every((program) => !program.startsWith(folder) && program.startsWith('/')),
    'none from the repository',
  );
});
