"""The cases in which names are printed (domain.md 4.1); their codes are those of OpenCorpora."""

from django.db import models


class Case(models.TextChoices):
    NOMINATIVE = "nomn", "именительный"
    GENITIVE = "gent", "родительный"
    DATIVE = "datv", "дательный"
    ACCUSATIVE = "accs", "винительный"
    INSTRUMENTAL = "ablt", "творительный"


OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL)
# What one asks to find the case: of a person, and of an organisation.
WHO = {
    Case.NOMINATIVE: "кто?",
    Case.GENITIVE: "кого?",
    Case.DATIVE: "кому?",
    Case.ACCUSATIVE: "кого?",
    Case.INSTRUMENTAL: "кем?",
}
WHAT = {
    Case.NOMINATIVE: "что?",
    Case.GENITIVE: "чего?",
    Case.DATIVE: "чему?",
    Case.ACCUSATIVE: "что?",
    Case.INSTRUMENTAL: "чем?",
}
