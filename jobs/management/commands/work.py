import ctypes
import os
import signal

from django.core.management.base import BaseCommand

from jobs.processes import PR_SET_PDEATHSIG
from jobs.worker import Worker


class Command(BaseCommand):
    help = "Выполняет задания и отправляет письма, пока его не остановят (SIGTERM, Ctrl+C)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--with-parent",
            action="store_true",
            help="остановиться, когда не станет процесса, который запустил эту команду",
        )

    def handle(self, *, with_parent, **options):
        # The pages come first: documents made in the background wait for a free processor.
        os.nice(10)
        if with_parent:
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        Worker().run()
