from django.shortcuts import render
from django.views import View

from lib.htmx import INVALID
from lib.registers import filtered
from monitoring.bulk import MOST, act_on_many, acts_for
from monitoring.filters import CheckpointFilter
from monitoring.forms.bulk import BulkForm, picks_of
from monitoring.models import Checkpoint

NOTHING = "Ни одной контрольной точки не выбрано. Отметьте строки в списке и повторите."


class BulkActs(View):
    """«Действия с выбранными»: the chosen rows, one act over them, a result for each."""

    def get(self, request, **kwargs):
        return self.show(self.chosen())

    def post(self, request, **kwargs):
        chosen = picks_of(request.POST)
        rows = list(self.visible().filter(pk__in=chosen)[:MOST])
        form = BulkForm(request.POST, acts=acts_for(request.access, rows), today=self.today())
        if not chosen or not form.is_valid():
            return self.show(rows, form=form, chosen=chosen, status=INVALID)
        data = form.cleaned_data
        results = act_on_many(
            chosen,
            data["act"],
            access=request.access,
            **{name: data[name] for name in ("text", "due_on", "link", "document")},
        )
        done = sum(result.is_done for result in results)
        context = {"results": results, "done": done, "refused": len(results) - done}
        return render(request, "monitoring/bulk_results.html", context)

    def today(self):
        return self.request.municipality.today()

    def visible(self):
        """Checkpoints of the person, as the page shows them."""
        checkpoints = Checkpoint.objects.visible_to(self.request.access)
        return checkpoints.select_related("lead", "person", "municipality").order_by("due_on", "pk")

    def chosen(self):
        """The rows that are picked in the address, or all of the filter; at most MOST."""
        request = self.request
        if "pick" in request.GET:
            picked = [int(pk) for pk in request.GET.getlist("pick") if pk.isdecimal()]
            return list(self.visible().filter(pk__in=picked[:MOST]))
        rows_filter, _ = filtered(CheckpointFilter, request, self.visible())
        return list(rows_filter.qs[:MOST])

    def show(self, rows, *, form=None, chosen=None, status=200):
        form = form or BulkForm(acts=acts_for(self.request.access, rows), today=self.today())
        is_empty = status == INVALID and not chosen
        context = {
            "rows": rows,
            # What was unticked stays so.
            "kept": set(chosen) if chosen else {row.pk for row in rows},
            "form": form,
            "today": self.today(),
            "most": MOST,
            "fault": NOTHING if is_empty else "",
        }
        return render(self.request, "monitoring/bulk.html", context, status=status)
