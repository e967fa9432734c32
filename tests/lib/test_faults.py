"""Bad input is told in words that say what to do."""

import pytest
from django import forms

from lib.forms import DateField


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (forms.CharField(), "", "Заполните это поле."),
        (forms.ChoiceField(choices=[("a", "а")]), "", "Выберите из списка."),
        (forms.MultipleChoiceField(choices=[("a", "а")]), [], "Отметьте хотя бы одно."),
        (forms.FileField(), None, "Выберите файл."),
        (forms.BooleanField(), False, "Поставьте отметку."),
        (DateField(), "", "Укажите дату так: 15.04.2026."),
        (forms.CharField(max_length=3), "абвгд", "Сократите: здесь не больше 3 знаков, сейчас 5."),
        (forms.IntegerField(max_value=9), "10", "Укажите число не больше 9."),
        (forms.IntegerField(min_value=2), "1", "Укажите число не меньше 2."),
    ],
)
def test_fault_says_what_to_do(field, value, words):
    with pytest.raises(forms.ValidationError) as told:
        field.clean(value)
    assert told.value.messages == [words]


def test_own_words_of_a_field_stay():
    field = forms.CharField(error_messages={"required": "Укажите номер приказа."})
    with pytest.raises(forms.ValidationError, match="Укажите номер приказа"):
        field.clean("")
