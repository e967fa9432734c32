"""Forms of what came of an item: one page for all of it, so that it is typed while people speak."""

from django import forms

from lib.forms import OPTIONAL, DateField, VersionedForm, helper
from workgroups.forms.look import dress
from workgroups.models import AgendaItem, Ballot, Resolution, Speech
from workgroups.recording import FIGURES, NOT_COUNTED, Adopted
from workgroups.terms import fault_of_term

NEW_SPEECHES, NEW_RESOLUTIONS = 3, 3
VOTES = [*Ballot.choices, ("", "не голосовал")]
NO_VOTE, ALL_FOR, NAMED, COUNTED = "none", "all", "named", "counted"
MANNERS = [
    (NO_VOTE, "не голосовали"),
    (ALL_FOR, "все присутствующие — за (кроме тех, у кого конфликт интересов)"),
    (NAMED, "поимённо — по таблице ниже"),
    (COUNTED, "числом голосов"),
]
NO_FIGURES = "Укажите, сколько голосов «за»; если ни одного, впишите 0."
LOST_VOTES = (
    "В таблице отмечены голоса, а выбрано «{}». Выберите «поимённо» или снимите новые отметки."
)
LOST_FIGURES = "Вписаны числа голосов, а выбрано «{}». Выберите «числом голосов» или сотрите числа."
# What of the table counts beside «поимённо»; a conflict of interest always does.
COUNTS = {
    NO_VOTE: (),
    ALL_FOR: (Ballot.FOR, Ballot.RECUSED),
    COUNTED: (Ballot.RECUSED,),
    NAMED: tuple(Ballot),
}


def short_area(rows=2):
    return forms.Textarea(attrs={"rows": rows})


class ItemRecordForm(VersionedForm):
    """What was heard, who spoke, how it was voted on, what was resolved."""

    manner = forms.ChoiceField(label="Как голосовали", choices=MANNERS, widget=forms.RadioSelect)

    class Meta:
        model = AgendaItem
        fields = ["heard", *FIGURES]
        labels = {
            "votes_for": "За",
            "votes_against": "Против",
            "votes_abstained": "Воздержались",
            "presiding_choice": "Как голосовал председательствующий",
        }
        widgets = {"heard": short_area(4)}

    def __init__(self, *args, session, people, schools, back, **kwargs):
        super().__init__(*args, **kwargs)
        item, self.session = self.instance, session
        self.is_poll = session.meeting.is_poll
        present = session.present_at(item)
        self.seats = [] if self.is_poll else [s for s in present if session.has_vote(s)]
        self.people = {person.pk: person for person in people}
        self.schools = {school.pk: school for school in schools}
        if self.is_poll:
            for name in ("manner", *FIGURES):
                del self.fields[name]
        else:
            self.initial["manner"] = self.manner_of(item)
        self.add_votes(item)
        self.add_speeches(item)
        self.add_resolutions()
        mark_optional_words(self)
        dress(self)
        self.helper = helper("Сохранить", *self.fields, back=back)

    # --- what stands in the fields

    def manner_of(self, item):
        if item.is_counted:
            return COUNTED
        return NAMED if item.votes.all() else NO_VOTE

    def add_votes(self, item):
        """A choice for each who was there and has a vote."""
        cast = {vote.person_id: vote.choice for vote in item.votes.all()}
        for seat in self.seats:
            name = f"vote_{seat.person.pk}"
            self.fields[name] = forms.ChoiceField(
                label=str(seat.person), choices=VOTES, required=False, widget=forms.RadioSelect
            )
            self.initial[name] = cast.get(seat.person.pk, "")

    def add_speeches(self, item):
        """Empty rows for speeches; those who may have spoken stand first."""
        present = [seat.person for seat in self.session.seats]
        guests = [g.person for g in self.session.meeting.guests.all() if g.person_id]
        choices = [("", "не выбрано"), *((p.pk, str(p)) for p in [*present, *guests])]
        for number in range(NEW_SPEECHES):
            fields = {
                "person": forms.TypedChoiceField(
                    label="Кто выступил", choices=choices, coerce=int, required=False
                ),
                "name": forms.CharField(label="или кто ещё", max_length=300, required=False),
                "text": forms.CharField(label="О чём сказал", widget=short_area(), required=False),
            }
            self.add_fields(f"speech{number}", fields)

    def add_resolutions(self):
        """Empty rows for resolutions; several addressees are named on a resolution's own page."""
        people = [(f"p{pk}", str(person)) for pk, person in self.people.items()]
        schools = [(f"s{pk}", str(school)) for pk, school in self.schools.items()]
        whom = [("", "не выбрано"), ("all", "все школы"), ("Люди", people), ("Школы", schools)]
        for number in range(NEW_RESOLUTIONS):
            fields = {
                "text": forms.CharField(label="Что решили", widget=short_area(), required=False),
                "whom": forms.ChoiceField(label="Кому", choices=whom, required=False),
                "addressee": forms.CharField(
                    label="Ответственный словами", max_length=300, required=False
                ),
                "due_on": DateField(label="Срок", required=False),
                "due_words": forms.CharField(label="Срок словами", max_length=200, required=False),
                "is_recommendation": forms.BooleanField(
                    label="Рекомендация отделу образования", required=False
                ),
            }
            self.add_fields(f"resolution{number}", fields)

    def add_fields(self, prefix, fields):
        for name, field in fields.items():
            self.fields[f"{prefix}_{name}"] = field

    def values_of(self, instance):
        values = super().values_of(instance)
        cast = {vote.person_id: vote.choice for vote in instance.votes.all()}
        values |= {f"vote_{seat.person.pk}": cast.get(seat.person.pk, "") for seat in self.seats}
        return values | {"manner": self.manner_of(instance)}

    # --- rows for the page

    def vote_rows(self):
        """[(Seat, its bound field)]."""
        return [(seat, self[f"vote_{seat.person.pk}"]) for seat in self.seats]

    def speech_rows(self):
        return [self.bound(f"speech{n}", SPEECH) for n in range(NEW_SPEECHES)]

    def resolution_rows(self):
        return [self.bound(f"resolution{n}", RESOLUTION) for n in range(NEW_RESOLUTIONS)]

    def bound(self, prefix, names):
        return {name: self[f"{prefix}_{name}"] for name in names}

    # --- what was typed

    def clean(self):
        cleaned = super().clean()
        if not self.is_poll:
            self.clean_votes(cleaned)
        for number in range(NEW_SPEECHES):
            row = self.row(f"speech{number}", SPEECH)
            if row["text"] and not (row["person"] or row["name"]):
                self.add_error(f"speech{number}_person", "Выберите, кто выступил, или впишите имя.")
        for number in range(NEW_RESOLUTIONS):
            row = self.row(f"resolution{number}", RESOLUTION)
            if any(row.values()) and not row["text"]:
                self.add_error(f"resolution{number}_text", "Напишите, что решили.")
            if fault := fault_of_term(row["due_on"], self.session.meeting):
                self.add_error(f"resolution{number}_due_on", fault)
        return cleaned

    def clean_votes(self, cleaned):
        """The figures stand where the vote is counted, and only there; nothing typed is lost."""
        manner = cleaned.get("manner")
        if manner:
            self.refuse_lost(manner)
        if manner == COUNTED and cleaned.get("votes_for") is None:
            if "votes_for" not in self.errors:
                self.add_error("votes_for", NO_FIGURES)
        elif manner != COUNTED:
            cleaned |= NOT_COUNTED

    def refuse_lost(self, manner):
        """Tell of votes and figures that were typed anew and would not be counted."""
        changed = set(self.changed_data)
        typed = {name: self.cleaned_data.get(name) for name in changed if name.startswith("vote_")}
        if any(choice and choice not in COUNTS[manner] for choice in typed.values()):
            self.add_error("manner", LOST_VOTES.format(dict(MANNERS)[manner]))
        figures = [name for name in changed if name.startswith("votes_")]
        if manner != COUNTED and any(self.cleaned_data.get(n) is not None for n in figures):
            self.add_error("manner", LOST_FIGURES.format(dict(MANNERS)[manner]))

    def row(self, prefix, names):
        """Typed values of one empty row."""
        return {name: self.cleaned_data.get(f"{prefix}_{name}") for name in names}

    def votes(self):
        """{person: Ballot}; in a count by hands only who has a conflict of interest; None: poll."""
        if self.is_poll:
            return None
        manner = self.cleaned_data["manner"]
        typed = {s.person: self.cleaned_data.get(f"vote_{s.person.pk}") for s in self.seats}
        if manner == ALL_FOR:
            recused = Ballot.RECUSED
            return {p: recused if choice == recused else Ballot.FOR for p, choice in typed.items()}
        kept = COUNTS[manner]
        return {person: Ballot(choice) for person, choice in typed.items() if choice in kept}

    def speeches(self):
        """New speeches, in their order."""
        rows = (self.row(f"speech{number}", SPEECH) for number in range(NEW_SPEECHES))
        return [
            Speech(
                item=self.instance,
                person_id=row["person"] or None,
                name="" if row["person"] else row["name"],
                text=row["text"],
            )
            for row in rows
            if row["person"] or row["name"]
        ]

    def resolutions(self):
        """New resolutions, in their order, with whom they address."""
        rows = (self.row(f"resolution{number}", RESOLUTION) for number in range(NEW_RESOLUTIONS))
        return [self.adopted(row) for row in rows if row["text"]]

    def adopted(self, row):
        whom = row.pop("whom")
        made = Adopted(Resolution(item=self.instance, **row))
        if whom == "all":
            made.schools = list(self.schools.values())
        elif whom.startswith("p"):
            made.people = [self.people[int(whom[1:])]]
        elif whom.startswith("s"):
            made.schools = [self.schools[int(whom[1:])]]
        return made


SPEECH = ("person", "name", "text")
RESOLUTION = ("text", "whom", "addressee", "due_on", "due_words", "is_recommendation")


def mark_optional_words(form):
    """Everything here may be left empty, so nothing says so; the page does, once."""
    for field in form.fields.values():
        field.label = (field.label or "").removesuffix(OPTIONAL)
