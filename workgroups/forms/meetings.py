"""Forms of a meeting as a whole: its day and place, guests, who came, why it is called off."""

import datetime

from django import forms
from django.utils import timezone

from lib.forms import DateField, VersionedForm, helper
from schools.models import Person
from workgroups.counting import seats_on
from workgroups.forms.look import dress
from workgroups.meetings import NO_POLLS
from workgroups.members import usual_post
from workgroups.models import Guest, Meeting, MeetingForm, MeetingState

CLOSES = "Укажите день и время, до которых принимаются голоса."


class TimeField(forms.TimeField):
    """Time of a day, typed as 14:30 or taken from the picker."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": "Укажите время так: 14:30."}


class MeetingDetailsForm(VersionedForm):
    """Day, time, place, form; whether people come together is chosen before it is called."""

    held_on = DateField(label="Дата")
    starts_at = TimeField(label="Начало", required=False)
    closes_on = DateField(
        label="Голоса принимаются до: день", required=False, help_text="Только для заочного."
    )
    closes_time = TimeField(label="Голоса принимаются до: время", required=False)

    class Meta:
        model = Meeting
        fields = ["held_on", "starts_at", "place", "form"]
        widgets = {"form": forms.RadioSelect}
        help_texts = {"place": "Например: зал отдела образования; ссылка на видеовстречу."}

    def __init__(self, *args, group, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.group = group
        if closes := self.instance.closes_at:
            local = timezone.localtime(closes)
            self.initial |= {"closes_on": local.date(), "closes_time": local.time()}
        if self.instance.state != MeetingState.PLANNED:
            for name in ("form", "closes_on", "closes_time"):
                del self.fields[name]
        self.helper = helper(submit, *self.fields, back=back)

    @property
    def written_fields(self):
        """With the closing time, which stands in two fields."""
        closes = ["closes_at"] if "form" in self.fields else []
        return [*super().written_fields, *closes]

    def values_of(self, instance):
        values = super().values_of(instance)
        if instance.closes_at:
            local = timezone.localtime(instance.closes_at)
            values |= {"closes_on": local.date(), "closes_time": local.time()}
        return values

    def clean(self):
        cleaned = super().clean()
        if "form" not in self.fields:
            return cleaned
        self.instance.closes_at = None
        if cleaned.get("form") == MeetingForm.ABSENTEE:
            self.clean_poll(cleaned)
        return cleaned

    def clean_poll(self, cleaned):
        """A poll has its end, and the regulation of the day lets it be held."""
        day, time = cleaned.get("closes_on"), cleaned.get("closes_time")
        if not day or not time:
            self.add_error("closes_on", CLOSES)
        else:
            moment = timezone.make_aware(datetime.datetime.combine(day, time))
            self.instance.closes_at = moment
            if moment <= self.instance.municipality.now():
                self.add_error("closes_on", "Это время уже прошло.")
        held_on = cleaned.get("held_on")
        if held_on and day and held_on > day:
            self.add_error("held_on", "Голоса перестают принимать раньше этого дня.")
        regulation = held_on and self.instance.group.regulation_on(held_on)
        if regulation and not regulation.absentee:
            self.add_error("form", NO_POLLS)


class GuestForm(VersionedForm):
    """A guest from the directory, or by name."""

    class Meta:
        model = Guest
        fields = ["person", "name", "post", "email"]
        help_texts = {
            "name": "Если человека нет в справочнике.",
            "post": "Оставьте пустым — программа возьмёт её из карточки человека.",
            "email": "Если человек не входит в систему: туда придёт уведомление.",
        }

    def __init__(self, *args, people, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.helper = helper("Пригласить", "version", *self._meta.fields, back=back)

    def clean(self):
        cleaned = super().clean()
        person, meeting = cleaned.get("person"), self.instance.meeting
        if person is None:
            return cleaned
        if person.pk in {seat.person.pk for seat in seats_on(meeting.group, meeting.held_on)}:
            self.add_error("person", "Это член группы: его отмечают в присутствии.")
        if meeting.guests.exclude(pk=self.instance.pk).filter(person=person).exists():
            self.add_error("person", "Этот человек уже приглашён.")
        # Papers name a guest with the post.
        cleaned["post"] = cleaned.get("post") or usual_post(person, meeting.held_on)
        return cleaned


class CallOffForm(VersionedForm):
    """Why the meeting does not take place."""

    class Meta:
        model = Meeting
        fields = ["reason_off"]

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["reason_off"]
        field.required, field.label = True, "Почему не состоялось"
        self.helper = helper("Отметить, что не состоялось", "version", "reason_off", back=back)


LEADERS = ("presiding", "secretary")
LEADER_LABELS = {"presiding": "Кто председательствовал", "secretary": "Кто вёл протокол"}
LEADER_HINTS = {
    "presiding": "Оставьте пустым, если руководитель, а без него — заместитель.",
    "secretary": "Оставьте пустым, если секретарь группы.",
}


class PollLeadersForm(VersionedForm):
    """Who led an absentee poll, who keeps its minutes: of the members of its day."""

    class Meta:
        model = Meeting
        fields, labels, help_texts = LEADERS, LEADER_LABELS, LEADER_HINTS

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        limit_to(self, seats_on(self.instance.group, self.instance.held_on))
        self.helper = helper("Сохранить", "version", *LEADERS, back=back)

    def clean(self):
        cleaned = super().clean()
        refuse_one_for_both(self, cleaned)
        return cleaned


def refuse_one_for_both(form, cleaned):
    """Who presides does not keep the minutes: both sign them."""
    if cleaned.get("presiding") and cleaned.get("presiding") == cleaned.get("secretary"):
        form.add_error("secretary", "Протокол ведёт не тот, кто председательствует: подписей две.")


def limit_to(form, seats):
    """Let the form name those of the seats alone."""
    people = Person.objects.filter(pk__in=[seat.person.pk for seat in seats])
    for name in LEADERS:
        form.fields[name].queryset = people


class AttendanceForm(VersionedForm):
    """Who of the members was there and at which items; who presided, who kept the minutes."""

    class Meta:
        model = Meeting
        fields, labels, help_texts = LEADERS, LEADER_LABELS, LEADER_HINTS

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        meeting = self.instance
        self.seats = seats_on(meeting.group, meeting.held_on)
        self.last = meeting.items.count()
        spans = self.spans_of(meeting)
        for seat in self.seats:
            self.add_row(seat, spans.get(seat.person.pk, []))
        limit_to(self, self.seats)
        dress(self)
        self.helper = helper("Сохранить присутствие", *self.fields, back=back)

    @staticmethod
    def spans_of(meeting):
        """{person: [(first, last)]} as it is saved."""
        spans = {}
        for row in meeting.attendances.all():
            spans.setdefault(row.person_id, []).append((row.first_item, row.last_item))
        return spans

    def add_row(self, seat, spans):
        """Fields of a member: was there; from, to; from, to again."""
        key, name = seat.person.pk, str(seat.person)
        self.fields[f"here_{key}"] = forms.BooleanField(label=f"{name}: был", required=False)
        self.initial[f"here_{key}"] = bool(spans)
        parts = ("from", "с вопроса"), ("to", "по вопрос")
        parts += ("again", "вернулся с вопроса"), ("until", "и был по вопрос")
        for part, words in parts:
            field = forms.IntegerField(
                label=f"{name}: {words}", required=False, min_value=1, max_value=max(self.last, 1)
            )
            field.widget.attrs |= {"class": "item-number", "inputmode": "numeric"}
            self.fields[f"{part}_{key}"] = field
        self.initial |= self.shown(key, spans)

    @staticmethod
    def shown(key, spans):
        """What stands in the row's fields: nothing where it says no more than «был»."""
        first, again = [*spans, (None, None), (None, None)][:2]
        begins = None if first[0] == 1 else first[0]
        return {
            f"from_{key}": begins,
            f"to_{key}": first[1],
            f"again_{key}": again[0],
            f"until_{key}": again[1],
        }

    def values_of(self, instance):
        values = super().values_of(instance)
        spans = self.spans_of(instance)
        for seat in self.seats:
            found = spans.get(seat.person.pk, [])
            values[f"here_{seat.person.pk}"] = bool(found)
            values |= self.shown(seat.person.pk, found)
        return values

    def rows(self):
        """[(Seat, its bound fields)] for the table."""
        parts = ("here", "from", "to", "again", "until")
        return [(seat, [self[f"{part}_{seat.person.pk}"] for part in parts]) for seat in self.seats]

    def stays(self):
        """{person: [(first, last)]} of those who were there."""
        return {seat.person: found for seat in self.seats if (found := self.stays_of(seat))}

    def stays_of(self, seat):
        key = seat.person.pk
        value = {part: self.cleaned_data.get(f"{part}_{key}") for part in PARTS}
        if not value["here"]:
            return []
        stays = [(value["from"] or 1, value["to"])]
        return stays + ([(value["again"], value["until"])] if value["again"] else [])

    def clean(self):
        cleaned = super().clean()
        for seat in self.seats:
            self.clean_row(cleaned, seat.person.pk)
        for name in self._meta.fields:
            named = cleaned.get(name)
            if named and not cleaned.get(f"here_{named.pk}"):
                self.add_error(name, "Этот человек не отмечен присутствовавшим.")
        refuse_one_for_both(self, cleaned)
        return cleaned

    def clean_row(self, cleaned, key):
        """Each number is after the one before it, and says something."""
        here, first, last, again, until = (cleaned.get(f"{part}_{key}") for part in PARTS)
        if not here and (first or last or again or until):
            self.add_error(f"here_{key}", "Указаны вопросы, но нет отметки, что человек был.")
        if last and last < (first or 1):
            self.add_error(f"to_{key}", "Ушёл раньше, чем пришёл.")
        if again and (not last or again <= last):
            self.add_error(f"again_{key}", "Вернуться можно после того, как ушёл.")
        if until and (not again or until < again):
            self.add_error(f"until_{key}", "Ушёл раньше, чем вернулся.")


PARTS = ("here", "from", "to", "again", "until")
