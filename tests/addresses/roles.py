from schools.models import RoleKind

R = RoleKind
# Those of a school and its tutor.
SCHOOL = (R.TUTOR, R.DIRECTOR, R.SCHOOL_COORDINATOR)
# Those who only read what the department has decided.
READERS = {*SCHOOL, R.OBSERVER, R.REGIONAL}
