"""Forms of the import of a plan, one for each step."""

from roadmaps.forms.plan_import.finish import FinishForm
from roadmaps.forms.plan_import.measure import ReadMeasureForm
from roadmaps.forms.plan_import.parties import PartiesForm
from roadmaps.forms.plan_import.reading import ReadingForm
from roadmaps.forms.plan_import.section import ReadSectionForm
from roadmaps.forms.plan_import.upload import UploadPlanForm

__all__ = [
    "FinishForm",
    "PartiesForm",
    "ReadMeasureForm",
    "ReadSectionForm",
    "ReadingForm",
    "UploadPlanForm",
]
