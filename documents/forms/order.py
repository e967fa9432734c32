from django import forms

from documents.forms.people import PersonField, fill_post, people_of
from documents.models import Order
from lib.forms import VersionedForm, helper
from schools.models import Person


class OrderForm(VersionedForm):
    """Реквизиты и преамбула проекта; number and date are given at signing."""

    signatory = PersonField(
        queryset=Person.objects.none(), label="Кто подписывает", empty_label="Выберите"
    )
    executor = PersonField(
        queryset=Person.objects.none(), label="Исполнитель", required=False, empty_label="Не указан"
    )
    optional = ("place", "signatory_post", "basis")

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
            "basis": "Цель словами: «В целях…». Акты-основания добавьте на странице проекта: "
            "они встанут перед целью в нужном падеже. Слово перед пунктами допечатается само.",
            "signatory_post": "Если оставить пустым, возьмём из карточки человека.",
            "executor_phone": "Печатается внизу последнего листа вместе с именем исполнителя.",
        }

    def __init__(self, *args, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        people = people_of(self.instance.municipality)
        self.fields["signatory"].queryset = self.fields["executor"].queryset = people
        self.fields["signatory"].initial = self.instance.signatory_id
        self.helper = helper(submit, *self._meta.fields, "version", back=back)

    def clean(self):
        cleaned = super().clean()
        fill_post(self, cleaned, "signatory", "signatory_post")
        return cleaned
