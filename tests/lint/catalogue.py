# SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The texts of the project, and the entries of a catalogue of them (.po, .pot)."""

import ast
import re
import subprocess
from dataclasses import dataclass, field

from source import ROOT

# What meson's preset for GLib hands to xgettext
EXTRACT = ['xgettext', '--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_',
           '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2',
           '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3',
           '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format', '--flag=NC_:2:pass-c-format',
           '--flag=g_dngettext:2:pass-c-format', '--flag=g_strdup_printf:1:c-format',
           '--flag=g_string_printf:2:c-format', '--flag=g_string_append_printf:2:c-format',
           '--flag=g_error_new:3:c-format', '--flag=g_set_error:4:c-format',
           '--directory=' + ROOT, '--files-from=' + ROOT + '/po/POTFILES.in']

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


def extract(pot):
    """Writes today's texts of the sources to a file."""
    subprocess.run([*EXTRACT, '-o', pot], check=True)
