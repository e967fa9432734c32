from django import forms
from django.db.models import Prefetch

from documents.models import Clause, Order
from lib.forms import VersionedForm, helper
from schools.models import Person, Post


def held_posts(municipality):
    """Prefetch of the posts that people hold today."""
    return Prefetch("posts", Post.objects.held(municipality.today()))


def with_post(person):
    """«Капустина Н. В., методист»: how a person with prefetched posts is shown in a list."""
    post = next(iter(person.posts.all()), None)
    return f"{person}, {post}" if post else str(person)


class PersonField(forms.ModelChoiceField):
    """A person of the municipality, shown with the post."""

    def label_from_instance(self, person):
        return with_post(person)


class OrderForm(VersionedForm):
    """Реквизиты и преамбула проекта; number and date are given at signing."""

    signatory = PersonField(
        queryset=Person.objects.none(), label="Кто подписывает", empty_label="Выберите"
    )
    executor = PersonField(
        queryset=Person.objects.none(), label="Исполнитель", required=False, empty_label="Не указан"
    )
    optional = ("place", "signatory_post")

    class Meta:
        model = Order
        fields = [
            "kind",
            "body",
            "title",
            "place",
            "basis",
            "signatory",
            "signatory_post",
            "executor",
            "executor_phone",
        ]
        widgets = {
            "body": forms.Textarea(attrs={"rows": 2}),
            "title": forms.Textarea(attrs={"rows": 2}),
            "basis": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "title": "Отвечает на вопрос «о чём»: «Об утверждении дорожной карты…». Без точки.",
            "place": "Пусто, если место уже названо в шапке.",
            "basis": "Основание и цель: «На основании приказа…», «В целях…». "
            "Слово перед пунктами допечатается само.",
            "signatory_post": "Если оставить пустым, возьмём из карточки человека.",
            "executor_phone": "Печатается внизу последнего листа вместе с именем исполнителя.",
        }

    def __init__(self, *args, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(municipality=self.instance.municipality_id)
        people = people.prefetch_related(held_posts(self.instance.municipality))
        self.fields["signatory"].queryset = self.fields["executor"].queryset = people
        self.helper = helper(submit, *self._meta.fields, "version", back=back)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("signatory_post") and (person := cleaned.get("signatory")):
            post = next(iter(person.posts.all()), None)
            if post is None:
                self.add_error("signatory_post", "Укажите должность: в карточке человека её нет.")
            else:
                cleaned["signatory_post"] = post.title[0].upper() + post.title[1:]
        return cleaned


class ClauseForm(VersionedForm):
    """Пункт: the number is written by hand and printed as written."""

    class Meta:
        model = Clause
        fields = ["number", "text", "deadline_line"]
        widgets = {
            "number": forms.TextInput(attrs={"class": "w-auto"}),
            "text": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "number": "Печатается как написано: «1.», «2.1».",
            "deadline_line": "Печатается отдельной строкой справа: «Срок: до 15 апреля».",
        }

    def __init__(self, *args, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(submit, *self._meta.fields, "version", back=back)


def next_number(clauses):
    """Number that would follow the last clause: «3.» after «2.», «2.2» after «2.1»."""
    last = clauses[-1].number if clauses else "0."
    dot = "." if last.endswith(".") else ""
    *parents, final = last.rstrip(".").split(".")
    if not final.isdecimal():
        return ""
    return ".".join([*parents, str(int(final) + 1)]) + dot
