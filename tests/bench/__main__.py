"""bin/bench [NAME…]: one JSON line for each measure; exits 1 when a ratio is over its limit.

bin/bench scale [--municipalities N …] measures a large region instead: tests/bench/scale.py.
"""

import json
import os
import sys
import tempfile


def prepare(directory):
    """Django over a database of its own in the folder, with the address that does nothing."""
    os.environ.setdefault("DATABASE_URL", f"sqlite://{directory}/bench.sqlite3")
    os.environ["OPORA_DATA"] = directory
    # Measures send more files than people do.
    for name in ("UPLOADS_PER_MINUTE", "PERSON_DAY_MB", "MUNICIPALITY_MB", "DISK_FREE_PERCENT"):
        os.environ[f"OPORA_{name}"] = "0"
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
    with tempfile.TemporaryDirectory(prefix="opora-bench-") as directory:
        if names[:1] == ["scale"]:
            return measure_region(names[1:], directory)
        return measure(names, directory)


def measure(names, directory):
    """The same over a small database in the folder."""
    prepare(directory)
    from django_scopes import scopes_disabled

    from tests.bench.measures import MEASURES

    if unknown := set(names) - set(MEASURES):
        print(f"нет таких замеров: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    failed = False
    with scopes_disabled():
        for name in names or MEASURES:
            failed |= tell(name, MEASURES[name]())
    if not names:
        print("Большой регион замеряет отдельно bin/bench scale (около 20 минут)", file=sys.stderr)
    return int(failed)


def measure_region(arguments, directory):
    """The same over a large region."""
    from tests.bench import scale

    with scale.database() as address:
        os.environ["DATABASE_URL"] = address
        prepare(directory)
        from django_scopes import scopes_disabled

        with scopes_disabled():
            failed = [tell(name, result) for name, result in scale.measures(arguments)]
            from django.db import connection

            connection.close()
    return int(any(failed))


def tell(name, result):
    """Print the measure; True when it is over its limit."""
    print(json.dumps({"name": name, **result}, ensure_ascii=False), flush=True)
    return result["ratio"] > result["limit"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
