# SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The entries of a catalogue of texts (.po, .pot)."""

import ast
import re
from dataclasses import dataclass, field

LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?) )?(".*")$')


@dataclass
class Entry:
    """One text. The header, whose text is empty, is none."""
    context: str | None = None
    text: str = ''
    plural: str | None = None
    flags: str = ''
    translations: list[str] = field(default_factory=list)


def _entry(block):
    parts = {}
    flags = ''
    for line in block.splitlines():
        match = LINE.match(line)
        if line.startswith('#,'):
            flags += line[2:]
        elif match:
            name = match.group(1) or name
            parts[name] = parts.get(name, '') + ast.literal_eval(match.group(2))
    return Entry(parts.get('msgctxt'), parts.get('msgid', ''), parts.get('msgid_plural'), flags,
                 [text for name, text in parts.items() if name.startswith('msgstr')])


def entries(content):
    """The entries of a catalogue's content, without header and obsolete ones."""
    every = [_entry(block) for block in re.split(r'\n\n+', content)]
    return [entry for entry in every if entry.text]
