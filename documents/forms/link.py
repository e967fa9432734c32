from django import forms

from documents.models import Order, OrderLink, OrderState
from lib.forms import helper, name_empty_choices


class LinkForm(forms.Form):
    """Which earlier act the draft amends or repeals."""

    effect = OrderLink._meta.get_field("effect").formfield(
        label="Что делает этот документ", widget=forms.RadioSelect
    )
    target = forms.ModelChoiceField(
        queryset=Order.objects.none(),
        label="Прежний документ",
        error_messages={"required": "Выберите прежний документ."},
    )

    def __init__(self, *args, order, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["effect"].choices = OrderLink._meta.get_field("effect").choices
        in_force = Order.objects.filter(municipality=order.municipality, state=OrderState.SIGNED)
        self.fields["target"].queryset = in_force.exclude(linked_from__order=order)
        name_empty_choices(self)
        self.helper = helper(submit, "effect", "target", back=back)
