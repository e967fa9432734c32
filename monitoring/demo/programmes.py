"""Programmes of the schools whose directors have a sign-in."""

import datetime

from monitoring.demo.papers import keep
from schools.models import Programme, ProgrammeKind, ProgrammeVersion, RoleKind

COMMENTS = ("Первая редакция", "Учтены замечания координатора: добавлены показатели и сроки")


def upload_programmes(cast, *, starts_on, ends_on):
    """The first director has two versions, the others one."""
    for number, director in enumerate(cast.users[RoleKind.DIRECTOR]):
        programme = Programme.objects.create(
            municipality=cast.municipality,
            school=director.roles.get().school,
            kind=ProgrammeKind.QUALITY if number else ProgrammeKind.EFFECTIVE,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        for version, comment in enumerate(COMMENTS[: 1 if number else 2], start=1):
            days = datetime.timedelta(days=40 - 15 * version)
            ProgrammeVersion.objects.create(
                programme=programme,
                number=version,
                file=keep("Программа школы", f"Программа, редакция {version}.pdf", by=director),
                comment=comment,
                uploaded_by=director,
                uploaded_at=cast.municipality.now() - days,
            )
