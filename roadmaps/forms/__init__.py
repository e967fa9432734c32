from roadmaps.forms.edition import AnnexForm, ColumnForm, EditionForm
from roadmaps.forms.measure import MeasureForm
from roadmaps.forms.roadmap import PeriodForm, RoadmapCreateForm, RoadmapForm
from roadmaps.forms.rows import BlockForm, SectionForm
from roadmaps.forms.school_roadmap import SchoolRoadmapForm

__all__ = [
    "AnnexForm",
    "BlockForm",
    "ColumnForm",
    "EditionForm",
    "MeasureForm",
    "PeriodForm",
    "RoadmapCreateForm",
    "RoadmapForm",
    "SchoolRoadmapForm",
    "SectionForm",
]
