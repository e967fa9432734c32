"""What was made once and is put back as often as it is needed: rows of all tables, and files."""

import datetime
import shutil

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

# Django fills them itself; tests never write them.
LASTING = {"contenttypes.contenttype", "auth.permission"}


def our_models():
    """Every model with a table that tests write, those between two others too."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.label_lower not in LASTING]


class Keepsake:
    """Takes everything there is now into the folder; `put_back` fills an empty database with it."""

    def __init__(self, folder):
        self.folder = folder
        self.tables = [(model, *read(model)) for model in our_models()]
        self.tables = [table for table in self.tables if table[-1]]
        shutil.copytree(settings.FILES_ROOT, folder, dirs_exist_ok=True)

    def put_back(self):
        with transaction.atomic(), connection.cursor() as cursor:
            for model, columns, rows in self.tables:
                cursor.executemany(writing(model, columns), rows)
            for statement in connection.ops.sequence_reset_sql(
                no_style(), [model for model, *_ in self.tables]
            ):
                cursor.execute(statement)
        shutil.copytree(self.folder, settings.FILES_ROOT, dirs_exist_ok=True)


def read(model):
    """(names of columns, rows as the database gives them)."""
    with connection.cursor() as cursor:
        cursor.execute(str(model._base_manager.order_by().values_list().query))
        rows = [tuple(map(writable, row)) for row in cursor.fetchall()]
        return [column[0] for column in cursor.description], rows


def writable(value):
    """The value as SQLite takes it back: it gives times of the day, and takes words alone."""
    return value.isoformat() if isinstance(value, datetime.time) else value


def writing(model, columns):
    names = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    return (
        f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    )


def empty_tables():
    """Delete all rows that tests write: most tables hold none, which is found out at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        for model in our_models():
            if model._meta.managed and not model._meta.proxy:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
