"""The suite shuffles what nobody ordered."""

from agencies.models import Agency, AgencyKind, Neighbourhood


def numbers(rows) -> list[int]:
    return list(rows.values_list("number", flat=True))


def test_rows_without_an_order_come_in_any_order(ward):
    day = ward["tdp7"].valid_from
    Neighbourhood.objects.bulk_create(
        Neighbourhood(number=number, name=f"Tổ dân phố {number}", valid_from=day) for number in range(20, 60)
    )
    assert numbers(Neighbourhood.objects.order_by()) != sorted(numbers(Neighbourhood.objects.order_by()))
    assert numbers(Neighbourhood.objects.order_by("number")) == sorted(numbers(Neighbourhood.objects.order_by()))


def test_prefetched_rows_stay_with_their_record(ward):
    schools = Agency.objects.filter(kind=AgencyKind.SCHOOL).prefetch_related("users")
    assert [list(school.users.all()) for school in schools] == [[]]
