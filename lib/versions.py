"""Rows that two people may edit at once: the second one is told, nothing is lost (rule 3)."""

from django.db import models


class Conflict(Exception):
    """Somebody saved the row after this form was opened."""

    def __init__(self, current):
        super().__init__("Пока вы редактировали, эти данные сохранил другой человек.")
        self.current = current


class Versioned(models.Model):
    """Abstract: a row with the number of its last saving."""

    version = models.PositiveIntegerField("версия", default=1, editable=False)

    class Meta:
        abstract = True

    def save_changes(self, fields, *, seen_version):
        """Save `fields` in one conditional UPDATE; raise Conflict if the row has moved on."""
        values = {name: self._meta.get_field(name).pre_save(self, False) for name in fields}
        rows = type(self)._base_manager.filter(pk=self.pk, version=seen_version)
        if not rows.update(**values, version=seen_version + 1):
            raise Conflict(type(self)._base_manager.filter(pk=self.pk).first())
        self.version = seen_version + 1
