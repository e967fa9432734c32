"""What a form field says of bad input, where the words of Django do not tell what to do."""

from django import forms
from django.core import validators

REQUIRED = {
    forms.Field: "Заполните это поле.",
    forms.ChoiceField: "Выберите из списка.",
    forms.MultipleChoiceField: "Отметьте хотя бы одно.",
    forms.ModelMultipleChoiceField: "Отметьте хотя бы одно.",
    forms.FileField: "Выберите файл.",
    forms.BooleanField: "Поставьте отметку.",
}
LIMITS = {
    validators.MaxLengthValidator: "Сократите: здесь не больше %(limit_value)d знаков, "
    "сейчас %(show_value)d.",
    validators.MaxValueValidator: "Укажите число не больше %(limit_value)s.",
    validators.MinValueValidator: "Укажите число не меньше %(limit_value)s.",
}


def install():
    """Give the fields and validators of Django these words; fields with their own keep them."""
    for field, words in REQUIRED.items():
        field.default_error_messages = {**field.default_error_messages, "required": words}
    for validator, words in LIMITS.items():
        validator.message = words
