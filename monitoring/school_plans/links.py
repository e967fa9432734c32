"""From a municipal checkpoint of a school to the school's own measures for it, and back."""

from monitoring.models import Checkpoint, Source
from monitoring.school_plans.rollup import serving
from roadmaps.models import Edition, EditionState


def own_measures_for(access, checkpoint):
    """[OwnMeasure] of the school that serve the measure of its municipal checkpoint."""
    if checkpoint.source != Source.PLAN or not checkpoint.school_id:
        return []
    # Most schools have no plan of their own: asked first, it costs little.
    own = Edition.objects.filter(state=EditionState.APPROVED, roadmap__school=checkpoint.school_id)
    if not own.exists():
        return []
    among = {
        "serves__lineage": checkpoint.measure.lineage,
        "section__edition__roadmap__school": checkpoint.school_id,
    }
    return serving(access, checkpoint.edition.roadmap, **among)


def municipal_of(access, checkpoint):
    """The school's checkpoints by the municipal measure which a measure of its own plan serves."""
    served = checkpoint.measure and checkpoint.measure.serves
    if not served:
        return []
    return list(
        Checkpoint.objects.visible_to(access)
        .municipal()
        .filter(
            school=checkpoint.school_id,
            measure__lineage=served.lineage,
            edition__roadmap=served.section.edition.roadmap_id,
        )
        .order_by("due_on", "pk")
    )
