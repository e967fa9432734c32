"""Confirming a composition that was looked at."""

from django import forms

from lib.forms import helper


class TakingForm(forms.Form):
    """Which annex, as it was seen; whether those whom it does not name leave."""

    annex = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)
    end_others = forms.BooleanField(
        label="Закончить участие тех, кого в приложении нет", required=False, initial=True
    )

    def __init__(self, *args, taking, back, **kwargs):
        super().__init__(*args, **kwargs)
        names = ["annex", "seen"]
        if taking:
            self.initial = {"annex": taking.annex.pk, "seen": taking.digest, "end_others": True}
        if taking and taking.leaving:
            names.append("end_others")
        self.taking = taking
        self.helper = helper("Взять этот состав", *names, back=back)

    def clean(self):
        cleaned = super().clean()
        if self.taking is None:
            raise forms.ValidationError("Выберите приказ с приложением «Состав».")
        if self.taking.is_empty:
            raise forms.ValidationError("Состав группы уже такой же: менять нечего.")
        return cleaned
