# SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house rules for source files. Each rule is a function (path, text, tree) → [(line, what)]; its
docstring says what it wants, and test-rules shows that it is caught. `tree` is a Tree: what a rule has
to know of the other files.

A line may be exempted from one rule by a comment on it or up to two lines before:
`lint: allow RULE, reason`."""

import re

from source import blank, functions, line_of

MAX_FILE_LINES = 700
MAX_FUNCTION_LINES = 80

# Which rooms a room may know. The edges never see each other.
ROOMS = {
    'core': {'core'},
    'workflow': {'core', 'workflow'},
    'net': {'core', 'net'},
    'link': {'core', 'link'},
    'store': {'core', 'store'},
    'simulator': {'core', 'simulator'},
    'ui': {'core', 'workflow', 'ui'},
    'app': {'core', 'workflow', 'net', 'link', 'store', 'simulator', 'ui', 'app'},
}

# Who may know a library: its headers, and its dependency object in meson.
LIBRARIES = [
    ('GTK', r'(gtk|gdk|gsk|adwaita|pango|graphene)[/.\-]', {'gtk', 'adw'}, {'ui', 'app'}),
    ('libsoup', r'libsoup/', {'soup'}, {'net', 'simulator'}),
    ('SQLite', r'sqlite3\.h', {'sqlite'}, {'store'}),
    ('libsecret', r'libsecret/', {'secret'}, {'store'}),
    ('json-glib', r'json-glib/', {'json'}, {'core', 'net', 'simulator', 'store'}),
    ('GnuTLS', r'gnutls/', {'gnutls'}, {'core', 'simulator'}),
    ('libnm', r'(NetworkManager|libnm|nm-)', {'nm', 'libnm'}, set()),
]

DEPRECATED = r'''
    Adw(?:Leaflet|Flap|Squeezer|ViewSwitcherTitle|EnumListModel|PreferencesWindow|MessageDialog
    |AboutWindow)
    |adw_(?:leaflet|flap|squeezer|view_switcher_title|enum_list_model|preferences_window
    |message_dialog|about_window)_\w+
    |adw_action_row_(?:set|get)_icon_name|adw_expander_row_add_action
    |Gtk(?:Assistant|Dialog|MessageDialog|InfoBar|Statusbar|LockButton|ComboBox|ComboBoxText
    |TreeView|TreeStore|ListStore|TreeModel|IconView|CellRenderer\w*|FileChooser\w*|AppChooser\w*
    |ColorButton|ColorChooser\w*|FontButton|FontChooser\w*|VolumeButton|Shortcuts\w*)
    |gtk_(?:assistant|dialog|message_dialog|info_bar|statusbar|lock_button|combo_box|tree_view
    |tree_store|list_store|tree_model|icon_view|cell_renderer|file_chooser|app_chooser|color_button
    |color_chooser|font_button|font_chooser|volume_button|shortcuts_\w+?)_\w+
    |gtk_show_uri(?:_full)?|gtk_widget_(?:show|hide)(?:_all)?
    |gtk_style_context_(?!add_provider_for_display|remove_provider_for_display)\w+
    |gtk_widget_get_style_context|gtk_widget_get_allocat\w+|gtk_widget_translate_coordinates
    |gtk_css_provider_load_from_data|gtk_picture_set_keep_aspect_ratio|gtk_render_\w+
    |gtk_(?:image|picture)_(?:new_from|new_for|set_from|set)_pixbuf|gdk_texture_new_for_pixbuf
    |g_memdup|g_time_val_\w+|GTimeVal|g_get_current_time|g_type_init|g_thread_init'''

TOO_NEW = r'''
    Adw(?:Banner|NavigationView|NavigationPage|ToolbarView|SwitchRow|SpinRow|Breakpoint\w*|Dialog
    |AlertDialog|AboutDialog|PreferencesDialog|Spinner|ButtonRow|ToggleGroup|WrapBox|BottomSheet)
    |gtk_accessible_announce|Gtk(?:FileDialog|UriLauncher|AlertDialog)
    |g_set_str|g_string_free_and_steal|g_task_return_new_error_literal
    |g_timeout_add_seconds_once'''

# Functions whose name says it all
PLAIN = re.compile(r'_(new|finish|ref|unref|free|copy|equal|get_\w+|is_\w+|has_\w+|quark)$')


class Tree:
    """Which room each header is in, and the functions that headers offer to other files' callers."""

    def __init__(self, headers):
        self.rooms = {path.split('/')[-1]: room_of(path) for path in headers}
        self.public = {match.group(1) for path, text in headers.items()
                       if not path.endswith('-private.h')
                       for match in re.finditer(r'\b(sc_\w+) \(', blank(text, True, True))}


def room_of(path):
    match = re.match(r'src/(\w+)/', path)
    return match.group(1) if match and match.group(1) in ROOMS else None


def find(pattern, text, message):
    return [(line_of(text, match.start()), message.format(match.group(0)))
            for match in re.finditer(pattern, text)]


def is_c(path):
    return path.endswith(('.c', '.h'))


def is_compat(path):
    return re.search(r'/sc-compat[\w-]*\.[ch]$', path) is not None


def rule_spdx(path, text, tree):
    """Every source file says whose it is and under which licence."""
    sources = ('.c', '.h', '.py', '.ui', '.css', '.svg', '.metainfo.xml.in', '.gschema.xml', '.ini')
    if not path.endswith(sources) and not text.startswith('#!'):
        return []
    head = '\n'.join(text.splitlines()[:8])
    missing = [tag for tag in ('SPDX-FileCopyrightText:', 'SPDX-License-Identifier:')
               if tag not in head]
    return [(1, f'no {tag} in the first lines') for tag in missing]


def rule_rooms(path, text, tree):
    """A room includes, and links, only what the design lets it see."""
    room = room_of(path)
    if room is None:
        return []
    if path.endswith('meson.build'):
        return meson_rooms(room, re.sub(r'#[^\n]*', '', text))
    if not is_c(path):
        return []
    problems = []
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', blank(text, True, False),
                             re.M):
        line, header = line_of(text, match.start()), match.group(2)
        owner = tree.rooms.get(header.split('/')[-1]) if match.group(1) == '"' else None
        if owner and owner not in ROOMS[room]:
            problems.append((line, f'{room} may not include {header}, which is in {owner}'))
        for name, pattern, _, users in LIBRARIES:
            if match.group(1) == '<' and re.match(pattern, header) and room not in users:
                problems.append((line, f'{room} may not use {name}'))
    return problems


def meson_rooms(room, text):
    problems = []
    for match in re.finditer(r'\b(\w+)_(?:dep|lib)\b', text):
        name, line = match.group(1), line_of(text, match.start())
        if name in ROOMS and name not in ROOMS[room]:
            problems.append((line, f'{room} may not link {name}'))
        for library, _, objects, users in LIBRARIES:
            if name in objects and room not in users:
                problems.append((line, f'{room} may not link {library}'))
    return problems


def rule_file_length(path, text, tree):
    """A file has at most 700 lines."""
    lines = text.count('\n')
    if not is_c(path) or lines <= MAX_FILE_LINES:
        return []
    return [(lines, f'{lines} lines; {MAX_FILE_LINES} are the wall')]


def rule_function_length(path, text, tree):
    """A function has at most 80 lines."""
    if not path.endswith('.c'):
        return []
    return [(first, f'{name}() has {last - first + 1} lines; {MAX_FUNCTION_LINES} are the wall')
            for name, _, first, last in functions(text) if last - first + 1 > MAX_FUNCTION_LINES]


def rule_deprecated(path, text, tree):
    """Nothing that newer releases than the floor have deprecated, compat file aside."""
    if not (is_c(path) or path.endswith('.ui')) or is_compat(path):
        return []
    return find(rf'(?x)\b(?:{DEPRECATED})\b', blank(text, True, True) if is_c(path) else text,
                '{} is deprecated in newer releases')


def rule_too_new(path, text, tree):
    """Nothing that Debian 12 does not have, compat file aside."""
    if not (is_c(path) or path.endswith('.ui')) or is_compat(path):
        return []
    return find(rf'(?x)\b(?:{TOO_NEW})\b', blank(text, True, True) if is_c(path) else text,
                '{} is not in Debian 12')


def rule_version_macro(path, text, tree):
    """No version macro and no switch that would hide a deprecation."""
    if not (is_c(path) or path.endswith('meson.build')):
        return []
    return find(r'\w+_VERSION_(MIN_REQUIRED|MAX_ALLOWED)|\w+_DISABLE_DEPRECAT\w+'
                r'|G_GNUC_BEGIN_IGNORE_DEPRECATIONS|-Wno-(error=)?deprecated\w*',
                blank(text, True, False) if is_c(path) else text, '{} hides deprecations')


def rule_print(path, text, tree):
    """Libraries log; only programs (main.c, and src/app, which is one) print."""
    if not path.startswith('src/') or not is_c(path):
        return []
    if path.startswith('src/app/') or re.search(r'(^|[/-])main\.c$', path):
        return []
    return find(r'\b(g_print|g_printerr|printf|fprintf|puts|fputs|perror)(?= \()',
                blank(text, True, True), '{}() in a library')


def rule_bare_connect(path, text, tree):
    """Signals are connected with g_signal_connect_object(); another way says why in a comment."""
    if not path.startswith('src/') or not path.endswith('.c'):
        return []
    lines = text.splitlines()
    problems = []
    for line, what in find(r'\bg_signal_connect(_swapped|_after|_data)?(?= \()',
                           blank(text, True, True), '{}() without a comment that says why'):
        near = lines[max(0, line - 2):line]
        if not any('/*' in each or '*/' in each for each in near):
            problems.append((line, what))
    return problems


def rule_sleep(path, text, tree):
    """Nothing sleeps: programs have timers, tests wait for a condition."""
    if not re.search(r'^src/.*\.c$|/test-[^/]*\.c$', path):
        return []
    return find(r'\b(g_usleep|usleep|sleep|nanosleep)(?= \()', blank(text, True, True), '{}()')


def rule_unfinished(path, text, tree):
    """Nothing is left for later in the code."""
    if not (is_c(path) or path.endswith(('.ui', '.ini', 'meson.build'))):
        return []
    return find(r'\b(TODO|FIXME)\b', text, '{}: do it, or make it an issue')


def rule_documentation(path, text, tree):
    """Every public function but getters and the like has a documentation comment."""
    if not re.match(r'src/\w+/', path) or not path.endswith('.c') or path.endswith('main.c'):
        return []
    return [(first, f'{name}() has no documentation comment')
            for name, is_static, first, _ in functions(text)
            if not is_static and name in tree.public and not PLAIN.search(name)
            and f' * {name}:\n' not in text]


RULES = {name[len('rule_'):].replace('_', '-'): function
         for name, function in list(globals().items()) if name.startswith('rule_')}


def check(rule, path, text, tree):
    """What is wrong with one file, exempted lines aside, as [(line, what)]."""
    lines = text.splitlines()
    allow = f'lint: allow {rule}, '
    return [(line, what) for line, what in RULES[rule](path, text, tree)
            if not any(allow in each for each in lines[max(0, line - 3):line])]
