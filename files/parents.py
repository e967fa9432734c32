"""Who may read a file: only the parents that hold it know, so they answer.

Each app that holds files registers a check in its AppConfig.ready(). A file that no parent
vouches for is readable by nobody, not even by its uploader.
"""

_checks = []
_read_hooks = []


def register(check):
    """Add `check(user, stored_file) -> bool`: may this user read this file now."""
    if check not in _checks:
        _checks.append(check)


def may_read(user, stored_file):
    """True when any parent lets the user read the file at this moment."""
    return any(check(user, stored_file) for check in _checks)


def register_read_hook(hook):
    """Add `hook(user, stored_file, request)`, called before a file is given out (audit)."""
    if hook not in _read_hooks:
        _read_hooks.append(hook)


def on_read(user, stored_file, request):
    """Tell every hook that the file is being read; a failing hook stops the reading."""
    for hook in _read_hooks:
        hook(user, stored_file, request)
