"""The children a health station looks after: who they are, what was measured, what that says."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from accounts.authorization import PATIENTS_UNDER
from children.health.growth import Finding, doubts_about, findings_of, months_of
from children.models import Child, Measurement
from children.models.child import ChildQuerySet

WEIGHED_UNDER = 5  # years: whom the nutrition programme weighs (indicators HLT-03 to HLT-05)


def patients_of(user, on: date) -> ChildQuerySet:
    """Children under six who live in the ward; of an officer those of the whole ward, too."""
    return Child.objects.visible_to(user).living_here(on).aged(on, under=PATIENTS_UNDER)


def with_measurements(children: QuerySet[Child], user) -> QuerySet[Child]:
    """Each child knows its measurements, newest first: ask `child.measured`."""
    known = Measurement.objects.visible_to(user).true().order_by("-measured_on", "-pk")
    return children.select_related("neighbourhood").prefetch_related(
        Prefetch("measurements", known, to_attr="measured")
    )


def measurements_of(child: Child, user) -> QuerySet[Measurement]:
    """Newest first."""
    visible = Measurement.objects.visible_to(user).true().filter(child=child)
    return visible.select_related("recorded_by").order_by("-measured_on", "-pk")


def next_to_measure(user, *, after: Child, on: date) -> Child | None:
    """The next child of the same neighbourhood that was not measured on that day, by name; then from the beginning."""
    waiting = (
        patients_of(user, on)
        .aged(on, under=WEIGHED_UNDER)
        .filter(neighbourhood=after.neighbourhood_id)
        .exclude(pk=after.pk)
        .exclude(pk__in=Measurement.objects.true().filter(measured_on=on).values("child"))
        .order_by("sort_key", "pk")
    )
    later = Q(sort_key__gt=after.sort_key) | Q(sort_key=after.sort_key, pk__gt=after.pk)
    return waiting.filter(later).first() or waiting.first()


def findings(measurement: Measurement, child: Child) -> list[Finding]:
    """What a measurement says, by the birth and the sex the register has now."""
    months = months_of(child.birth, measurement.measured_on)
    return findings_of(measurement.scores, muac=measurement.muac_cm, age_months=months)


def doubts(measurement: Measurement, before: Measurement | None) -> list[str]:
    """What may be a slip of the pen in a measurement that is not saved yet."""
    measurement.keep_scores()
    known = (before.weight_kg, before.height_cm) if before else (None, None)
    return doubts_about(measurement.scores, weight=measurement.weight_kg, height=measurement.height_cm, before=known)
