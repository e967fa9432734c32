"""Versions of a programme beside each other: how the later one differs in date and size."""

from typing import NamedTuple

from django.utils import timezone

from lib.text import NBSP, count, size_words


class Compared(NamedTuple):
    """A version and how it differs from the one before, in words."""

    version: object
    words: str


def compare(versions):
    """[Compared] of versions given last first, as they are shown."""
    earlier = [*versions[1:], None]
    return [
        Compared(version, difference(version, before) if before else "")
        for version, before in zip(versions, earlier, strict=True)
    ]


def difference(version, before):
    """«через 15 дней; больше на 12 КБ», «в тот же день; файл тот же»."""
    days = (day_of(version) - day_of(before)).days
    when = f"через{NBSP}{count(days, 'день', 'дня', 'дней')}" if days else "в тот же день"
    return f"{when}; {change_words(version.file, before.file)}"


def day_of(version):
    """The day of the upload as the municipality's clock shows it."""
    return timezone.localtime(version.uploaded_at).date()


def change_words(file, before):
    """How the size has changed; the same bytes are told by their digest."""
    if file.sha256 == before.sha256:
        return "файл тот же"
    change = file.size - before.size
    if not change:
        return "размер тот же, содержание другое"
    return f"{'больше' if change > 0 else 'меньше'} на{NBSP}{size_words(abs(change))}"
