"""Who may read a file: only the parents that hold it know, so they answer.

Each app that holds files registers a check in its AppConfig.ready(). A file that no parent
vouches for is readable by nobody, not even by its uploader.
"""

_checks = []
_read_hooks = []


def register(check):
    """Add `check(user, stored_file)`: what holds the file, if the user may read it now."""
    if check not in _checks:
        _checks.append(check)


def holder_for(user, stored_file):
    """The object that holds the file and lets the user read it at this moment; None if none."""
    return next(filter(None, (check(user, stored_file) for check in _checks)), None)


def register_read_hook(hook):
    """Add `hook(user, stored_file, holder)`, called before a file is given out (audit)."""
    if hook not in _read_hooks:
        _read_hooks.append(hook)


def on_read(user, stored_file, holder):
    """Tell every hook that the file is being read; a failing hook stops the reading."""
    for hook in _read_hooks:
        hook(user, stored_file, holder)
