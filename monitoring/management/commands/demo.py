import argparse
import json
import shutil
import time
from dataclasses import asdict

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django_scopes import scopes_disabled

from files import upkeep_log
from monitoring.demo.builder import build, build_next_year
from monitoring.demo.people import MAILBOXES, PASSWORD
from monitoring.demo.scale.builder import Size, build_region
from roadmaps.layouts import install_layouts
from schools.calendars import install_calendar
from schools.models import Municipality, RoleKind

FILES = settings.BASE_DIR / "fixtures" / "demo"

# More municipalities are not named one by one.
NAMED = 10
WORDS = {
    "municipalities": "муниципалитетов",
    "schools": "школ в каждом",
    "measures": "мероприятий в карте года",
    "years": "лет",
}


def positive(text):
    """Number of an option."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("нужно целое число больше нуля")
    return int(text)


class Command(BaseCommand):
    help = "Учебные данные пяти муниципалитетов: загрузить, перестроить заново, показать входы."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="стереть всё и построить заново")
        parser.add_argument("--if-empty", action="store_true", help="только в пустую базу")
        parser.add_argument("--accounts", action="store_true", help="только показать входы")
        parser.add_argument(
            "--scale",
            action="store_true",
            help="вместо пяти муниципалитетов — большой вымышленный регион для замеров",
        )
        for name, default in asdict(Size()).items():
            told = f"с --scale: {WORDS[name]} (обычно {default})"
            parser.add_argument(f"--{name}", type=positive, default=default, help=told)

    def handle(self, *, reset, if_empty, accounts, scale, **options):
        is_empty = not Municipality.objects.exists()
        if settings.PRODUCTION:
            raise CommandError("На рабочем сервере учебные данные не загружают.")
        if not accounts and (is_empty or reset):
            self.prepare(reset=reset)
            if scale:
                self.load_region(Size(**{name: options[name] for name in WORDS}))
            else:
                self.load()
        elif not accounts and not if_empty:
            raise CommandError("В базе уже есть данные. Чтобы стереть их: manage.py demo --reset")
        self.show_accounts()

    def prepare(self, *, reset):
        """What all training data stand on; files of the old data are swept away."""
        if reset:
            call_command("flush", interactive=False, verbosity=0)
            shutil.rmtree(settings.FILES_ROOT, ignore_errors=True)
            settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
        install_layouts()
        install_calendar()

    def load(self):
        """Build everything in one transaction."""
        # One slow hash for everybody: they share a password.
        password_hash = make_password(PASSWORD)
        with transaction.atomic(), scopes_disabled():
            next_year = (FILES / "next-year.json").read_text(encoding="utf-8")
            for path in sorted(FILES.glob("*.json")):
                if path.name != "next-year.json":
                    data = json.loads(path.read_text(encoding="utf-8"))
                    build_next_year(build(data, password_hash), next_year)
        # As after the first night.
        upkeep_log.sweep()
        upkeep_log.verify()

    def load_region(self, size):
        """Build the region of the Size, telling how far it is."""
        began = time.monotonic()

        def tell(municipality, done):
            self.stdout.write(f"{municipality}: контрольных точек {done} из {size.checkpoints}")

        build_region(size, told=tell)
        self.stdout.write(f"Построено за {time.monotonic() - began:.0f} с")

    def show_accounts(self):
        """Print one sign-in for each role."""
        slugs = list(Municipality.objects.order_by("slug").values_list("slug", flat=True))
        if not slugs:
            return
        shown = "serafimovich" if "serafimovich" in slugs else slugs[0]
        self.stdout.write(f"\nУчебные входы, пароль у всех: {PASSWORD}")
        for kind, mailbox in MAILBOXES.items():
            self.stdout.write(f"  {RoleKind(kind).label:<28}{mailbox}@{shown}.example")
        named = ", ".join(slugs) if len(slugs) <= NAMED else f"от {slugs[0]} до {slugs[-1]}"
        self.stdout.write(f"Вместо {shown} подставьте любой из муниципалитетов: {named}.\n")
