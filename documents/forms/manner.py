from django import forms

from documents.amending import Manner
from lib.forms import helper


class MannerForm(forms.Form):
    """How the amending order tells the changes."""

    manner = forms.ChoiceField(
        label="Как изложить изменения",
        choices=Manner,
        initial=Manner.POINTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, как изложить изменения."},
    )

    def __init__(self, *args, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(submit, "manner", back=back)
