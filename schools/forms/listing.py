"""Forms of a school's moves in the lists ШНОР and ШССУ."""

from django import forms

from lib.forms import DateField, helper, mark_optional
from schools.models import ListingAct, ListingMove, ListingStage, SupportCategory, SupportListing
from schools.stages import (
    ONE_DAY,
    STEPS,
    chain_of,
    days_for,
    fits,
    open_twin_of,
    overlap_of,
    words_of_days,
    words_of_overlap,
    words_of_twin,
)

LENGTH = ListingMove._meta.get_field("basis").max_length
NO_BASIS = "Укажите документ: его вид, дату и номер."
NO_REASON = "Укажите причину: она попадёт в карточку школы."
HINTS = {
    ListingAct.INCLUDE: "Первый день в перечне.",
    ListingAct.LEAVE: "Первый день, когда школы в перечне уже нет.",
    ListingAct.FOLLOW: "Наблюдение заканчивается через год после вывода из перечня.",
}


def words_field(label, help_text, required=NO_BASIS):
    """Field for a document or a reason of a move."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": required},
    )


class MoveForm(forms.Form):
    """The day, the document and the reason of a move."""

    on = DateField(label="С какого дня")
    basis = words_field("Документ-основание", "Например: приказ отдела от 15.01.2026 № 12.")
    reason = words_field("Причина", "Коротко: её увидят в истории школы.", NO_REASON)

    def ask_reason(self, needs_reason):
        """Require a reason, or let it be empty; labels say which."""
        self.fields["reason"].required = needs_reason
        mark_optional(self)


class BeginForm(MoveForm):
    """A school enters a list, or becomes a candidate."""

    category = forms.ChoiceField(label="Перечень", choices=SupportCategory)
    act = forms.ChoiceField(
        label="Что решено",
        choices=[
            (ListingAct.INCLUDE, "включить в перечень"),
            (ListingAct.PROPOSE, "предложить кандидатом: решат позже"),
        ],
        widget=forms.RadioSelect,
        initial=ListingAct.INCLUDE,
    )

    def __init__(self, *args, school, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.school = school
        self.ask_reason(False)
        self.helper = helper(
            "Записать решение", "category", "act", "on", "basis", "reason", back=back
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("category") and cleaned.get("on"):
            self.refuse_twin(cleaned["category"], cleaned["on"])
        return cleaned

    def refuse_twin(self, category, day):
        """Add an error if the school is in the list on the day or later, or is a candidate."""
        entries = SupportListing.objects.filter(school=self.school, category=category)
        if entries.filter(stage=ListingStage.CANDIDATE).exists():
            self.add_error("category", "Школа уже кандидат: решение по ней — в её карточке.")
        elif other := overlap_of(SupportListing(school=self.school, category=category), day):
            self.add_error("category", words_of_overlap(other))


class SeenMoveForm(MoveForm):
    """A move of an entry: remembers which version of it the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, listing, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.listing, self.chain = listing, chain_of(listing)
        self.initial["version"] = listing.version
        self.helper = helper(submit, "version", "on", "basis", "reason", back=back)

    def refuse_day(self, place, stage):
        """Add an error if the day is out of the order of the moves."""
        day = self.cleaned_data.get("on")
        days = days_for(self.chain, place, stage)
        if day and not fits(day, *days):
            self.add_error("on", words_of_days(*days))

    def refuse_overlap(self, since, until):
        """Add an error if the school is in the same list by another entry."""
        if since and (other := overlap_of(self.listing, since, until)):
            self.add_error("on", words_of_overlap(other))


class LeadForm(SeenMoveForm):
    """The next move by the table of stages."""

    def __init__(self, *args, act, **kwargs):
        step = STEPS[act]
        super().__init__(*args, submit=step.button, **kwargs)
        self.act, self.step = act, step
        self.fields["on"].help_text = HINTS.get(act, "")
        self.ask_reason(step.needs_reason)

    def clean(self):
        cleaned = super().clean()
        place = self.chain[-1].place + 1 if self.chain else 1
        self.refuse_day(place, self.step.target)
        if self.act == ListingAct.INCLUDE:
            self.refuse_overlap(cleaned.get("on"), None)
        return cleaned


class AnnulForm(SeenMoveForm):
    """The last move is taken back."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, submit="Отменить переход", **kwargs)
        self.fields["on"].label = "Когда решено отменить"
        self.ask_reason(True)

    def clean(self):
        cleaned = super().clean()
        last = self.chain[-1].stage if self.chain else None
        ended = last in (ListingStage.LEFT, ListingStage.DECLINED)
        if ended and (other := open_twin_of(self.listing)):
            self.add_error(None, words_of_twin(other))
        elif last == ListingStage.LEFT:
            self.refuse_overlap(self.listing.since, None)
        return cleaned


class CorrectForm(SeenMoveForm):
    """The day, the document or the reason of a former move was written wrongly."""

    def __init__(self, *args, move, **kwargs):
        super().__init__(*args, submit="Исправить", **kwargs)
        self.move = move
        self.initial |= {"on": move.on, "basis": move.basis, "reason": move.reason}
        self.ask_reason(move.stage in needing_reason())

    def clean(self):
        cleaned = super().clean()
        self.refuse_day(self.move.place, self.move.stage)
        since, until = self.listing.since, self.listing.until
        if self.move.stage == ListingStage.INCLUDED:
            self.refuse_overlap(cleaned.get("on"), until)
        elif self.move.stage == ListingStage.LEFT and cleaned.get("on"):
            self.refuse_overlap(since, cleaned["on"] - ONE_DAY)
        return cleaned


def needing_reason():
    """Stages that a school does not come to without a reason."""
    return {step.target for step in STEPS.values() if step.needs_reason} - {ListingStage.SUPPORTED}
