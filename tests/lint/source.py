# SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the project, and C text in forms the rules can search."""

import os
import re
import subprocess
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))
SKIPPED_FOLDERS = {'.git', '.flatpak-builder', 'build', 'build-check', 'build-fuzz',
                   'build-newest', 'build-sanitize', '__pycache__', 'corpus', 'fixtures'}

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def project_files():
    """Paths of all files of the project, relative to its root, sorted."""
    git = subprocess.run(['git', '-c', 'safe.directory=*', 'ls-files', '-co', '--exclude-standard'],
                         cwd=ROOT, capture_output=True, text=True, check=False)
    if git.returncode == 0:
        paths = git.stdout.splitlines()
    else:  # a tree from an archive
        paths = [os.path.relpath(os.path.join(folder, name), ROOT)
                 for folder, folders, names in os.walk(ROOT)
                 if not folders.sort() for name in names]
    return sorted({path for path in paths
                   if not SKIPPED_FOLDERS & set(path.split('/'))
                   and os.path.isfile(os.path.join(ROOT, path))})


def read(path):
    with open(os.path.join(ROOT, path), encoding='utf-8') as file:
        return file.read()


def blank(text, comments, strings):
    """C text with comments and/or string contents turned to spaces; line numbers stay."""
    def replace(match):
        token = match.group(0)
        is_comment = token.startswith('/')
        if not (comments if is_comment else strings):
            return token
        inner = re.sub(r'[^\n]', ' ', token)
        return inner if is_comment else token[0] + inner[1:-1] + token[-1]
    return TOKEN.sub(replace, text)


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def functions(text):
    """Yields (name, is static, first line, last line) of each function with a body. The layout is
    GNU's: the name starts a line, the braces of the body stand in column 0."""
    lines = blank(text, True, True).splitlines()
    start = None
    for number, line in enumerate(lines):
        if re.match(r'[a-z_]\w* \(', line) and number and lines[number - 1].strip():
            start = number
        elif line == '{' and start is not None:
            opened = start
        elif line == '}' and start is not None:
            name = re.match(r'\w+', lines[opened]).group(0)
            is_static = lines[opened - 1].startswith('static')
            yield name, is_static, opened + 1, number + 1
            start = None


class Tap:
    """One case a rule; what it finds comes before the verdict."""

    def __init__(self, count):
        self.number = 0
        self.failed = False
        print(f'1..{count}')

    def case(self, name, problems):
        self.number += 1
        for problem in problems:
            print(f'# {problem}')
        self.failed = self.failed or bool(problems)
        print(('not ' if problems else '') + f'ok {self.number} - {name}')

    def skip(self, name, reason):
        self.number += 1
        print(f'ok {self.number} - {name} # SKIP {reason}')

    def finish(self):
        sys.exit(1 if self.failed else 0)
