"""bin/bench [NAME…]: one JSON line for each measure; exits 1 when a ratio is over its limit."""

import json
import os
import sys
import tempfile


def prepare():
    """Django over a database of its own, with the address that does nothing."""
    directory = tempfile.mkdtemp(prefix="opora-bench-")
    os.environ.setdefault("DATABASE_URL", f"sqlite://{directory}/bench.sqlite3")
    os.environ["OPORA_DATA"] = directory
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django
    from django.conf import settings

    settings.ROOT_URLCONF = "tests.bench.urls"
    settings.ACCESS_REGISTRY = "tests.bench.urls.ACCESS"
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.WHITENOISE_USE_FINDERS = False
    settings.STATIC_ROOT = directory
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def main(names):
    """0 when every asked measure is within its limit."""
    prepare()
    from django_scopes import scopes_disabled

    from tests.bench.measures import MEASURES

    if unknown := set(names) - set(MEASURES):
        print(f"нет таких замеров: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    failed = False
    with scopes_disabled():
        for name in names or MEASURES:
            measure = MEASURES[name]()
            failed |= measure["ratio"] > measure["limit"]
            print(json.dumps({"name": name, **measure}, ensure_ascii=False), flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
