from django.db import models


class OrderKind(models.TextChoices):
    ORDER = "order", "приказ"
    DIRECTIVE = "directive", "распоряжение"
    RESOLUTION = "resolution", "постановление"


# «к приказу», «приказом», «исполнением приказа»: marks, grifs and clauses decline the kind.
GENITIVE = {"order": "приказа", "directive": "распоряжения", "resolution": "постановления"}
DATIVE = {"order": "приказу", "directive": "распоряжению", "resolution": "постановлению"}
INSTRUMENTAL = {
    "order": "приказом",
    "directive": "распоряжением",
    "resolution": "постановлением",
}
# «приказ подписан», «распоряжение подписано»: endings of what is said of the act.
ENDINGS = {"order": "", "directive": "о", "resolution": "о"}


def agreeing(words, kind):
    """The short participles in the gender of the act: «подписано и зарегистрировано»."""
    return " и ".join(word + ENDINGS[kind] for word in words.split(" и "))
