"""Children of the ward: how many, born, registered, insured (groups POP, CIV, HLT of the list)."""

from django.db.models import F, Q, Sum

from agencies.models import Neighbourhood
from agencies.queries import ward_on
from children.births import REGISTER_WITHIN, registered
from children.models import Child, Sex
from reports.indicators.registry import Counted, Period, indicator


@indicator("POP-01")
def children(period: Period) -> Counted:
    """Usual residents under 16 at the cut-off (Luật Trẻ em 2016, Điều 1)."""
    return Counted(Child.objects.of_ward(period.cut_off))


@indicator("POP-02")
def share_of_population(period: Period) -> Counted:
    """Children among the ward's population, as its profile or its neighbourhoods state it."""
    return Counted(Child.objects.of_ward(period.cut_off), among=_population(period))


def _population(period: Period) -> int | None:
    ward = ward_on(period.cut_off)
    if ward is not None and ward.population:
        return ward.population
    here = Neighbourhood.objects.on(period.cut_off)
    known = here.exists() and not here.filter(population=None).exists()
    return here.aggregate(total=Sum("population"))["total"] if known else None


@indicator("POP-03a")
def births(period: Period) -> Counted:
    """Children of the ward born in the period, whoever died or moved away since; not who moved in later."""
    return Counted(_born_in(period))


@indicator("POP-03b")
def sex_ratio_at_birth(period: Period) -> Counted:
    """Boys for every 100 girls born in the period."""
    born = _born_in(period)
    return Counted(born.filter(sex=Sex.MALE), among=born.filter(sex=Sex.FEMALE))


def _born_in(period: Period):
    born = Child.objects.filter(born_on__range=(period.start, period.cut_off))
    return born.filter(Q(moved_in_on=None) | Q(moved_in_on__lte=F("born_by")))


@indicator("POP-04", past=False)
def verified_personal_ids(period: Period) -> Counted:
    """Children whose personal ID the police have verified."""
    here = Child.objects.of_ward(period.cut_off)
    return Counted(here.filter(personal_id_verified=True), among=here)


@indicator("POP-05")
def minors_of_16_and_17(period: Period) -> Counted:
    """Residents of 16 and 17: no children in the sense of the law, kept for labour and police prevention work."""
    return Counted(Child.objects.living_here(period.cut_off).aged(period.cut_off, at_least=16, under=18))


@indicator("CIV-01", past=False)
def registered_births_under_5(period: Period) -> Counted:
    """Children under 5 with a registered birth; a personal ID is given with it."""
    small = Child.objects.living_here(period.cut_off).aged(period.cut_off, under=5)
    return Counted(small.filter(registered), among=small)


@indicator("CIV-02")
def births_registered_on_time(period: Period) -> Counted:
    """Births of residents registered in the period, within 60 days; whose day of birth is known in part is left out."""
    here = Child.objects.living_here(period.cut_off)
    registered = here.filter(birth_registered_on__range=(period.start, period.cut_off), born_on=F("born_by"))
    on_time = registered.filter(birth_registered_on__lte=F("born_on") + REGISTER_WITHIN)
    return Counted(on_time, among=registered)


@indicator("HLT-01", past=False)
def insured_under_6(period: Period) -> Counted:
    """Children under 6 with a health insurance card that is good at the cut-off."""
    small = Child.objects.living_here(period.cut_off).aged(period.cut_off, under=6)
    good = Q(health_insurance_until=None) | Q(health_insurance_until__gte=period.cut_off)
    return Counted(small.filter(good, health_insurance__isnull=False), among=small)
