from django.core.management.base import BaseCommand, CommandError

from files import upkeep, upkeep_log

WRONG_DATABASE = (
    "Ничего не удалено: файлов без записи больше, чем файлов с записью. Похоже, команда смотрит "
    "не в ту базу данных. Если так и должно быть, добавьте --force."
)


class Command(BaseCommand):
    help = "Удаляет брошенные загрузки и файлы без записи старше суток."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="только показать, что удалится")
        parser.add_argument(
            "--force", action="store_true", help="удалить и тогда, когда удалится почти всё"
        )

    def handle(self, *args, dry_run, force, **options):
        try:
            found = upkeep_log.sweep(dry_run=dry_run, force=force)
        except upkeep.WrongDatabase:
            raise CommandError(WRONG_DATABASE) from None
        for path in found.temporary + found.unreferenced:
            self.stdout.write(str(path))
        self.stdout.write(
            f"{'Будет удалено' if dry_run else 'Удалено'}:"
            f" брошенных загрузок {len(found.temporary)}, из них по частям {found.stopped},"
            f" файлов без записи {len(found.unreferenced)}."
        )
