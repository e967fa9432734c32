from documents import operations
from documents.forms import ActForm, BasisForm
from documents.models import Basis, BasisAct
from documents.views.drafts import DraftForm, find_part, moving, removing
from files.store import NotStored

move_basis = moving(Basis, operations.move_basis)
remove_basis = removing(Basis, operations.remove_basis, "Из преамбулы убрано: {}.")


class BasisCreate(DraftForm):
    """A basis act in the preamble: one known already, or a new one."""

    title, submit, done = "Акт-основание", "Добавить в преамбулу", "Основание добавлено."
    refusals = (NotStored,)

    def make_form(self, data=None, files=None):
        act = BasisAct(municipality=self.order.municipality)
        return BasisForm(
            data, files, instance=act, order=self.order, submit=self.submit, back=self.back()
        )

    def write(self, form):
        act = form.cleaned_data["act"]
        operations.add_basis(
            self.order,
            by=self.request.user,
            opening=form.cleaned_data["opening"],
            act=act,
            new_act=None if act else form.instance,
            upload=None if act else form.cleaned_data["file"],
        )


class BasisUpdate(DraftForm):
    """The act itself: every draft that cites it changes; registered orders do not."""

    title, submit, done = "Акт-основание", "Сохранить акт", "Акт сохранён."
    refusals = (NotStored,)

    def find(self, pk):
        self.basis = find_part(self.request, Basis, pk, "act__municipality")
        self.order = self.basis.order

    def make_form(self, data=None, files=None):
        act = self.basis.act
        return ActForm(data, files, instance=act, submit=self.submit, back=self.back())

    def write(self, form):
        operations.change_act(
            self.basis.act,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
            upload=form.cleaned_data["file"],
        )
