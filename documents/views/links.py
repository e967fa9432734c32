from documents import operations
from documents.forms import LinkForm
from documents.models import OrderLink
from documents.views.drafts import DraftForm, removing

remove_link = removing(OrderLink, operations.remove_link, "Связь убрана: {}.")


class LinkCreate(DraftForm):
    """Which earlier act the draft will amend or repeal when it is signed."""

    title, submit, done = "Связь с прежним документом", "Добавить связь", "Связь добавлена."
    lead = "Она начнёт действовать, когда этот документ подпишут."

    def make_form(self, data=None, files=None):
        return LinkForm(data, order=self.order, submit=self.submit, back=self.back())

    def write(self, form):
        operations.add_link(self.order, by=self.request.user, **form.cleaned_data)
