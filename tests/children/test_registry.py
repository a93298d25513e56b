"""Ages, residence, what is missing, to-do lines, national lists, privacy."""

import datetime

import pytest
from django.apps import apps

from accounts.acting import acting_as
from children.models import Child, CircumstanceGroup, CircumstanceSubtype, EthnicGroup, Residence
from children.quality.missing import ASKED, lacking, missing_of, with_missing
from children.queries import register_of, turning_16
from children.todo import children_turning_16, register_to_complete
from vietnamese.partial_dates import PartialDate

TODAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("birth", "is_child"),
    [
        (PartialDate(2010, 11, 24), True),
        (PartialDate(2010, 11, 23), False),  # 16 today
        (PartialDate(2010, 11), True),  # perhaps not before the 30th
        (PartialDate(2010), True),
        (PartialDate(2009), False),
        (PartialDate(2010, estimated=True), True),
    ],
)
def test_a_child_is_under_16_and_doubt_counts_for_the_child(child_of, officer, birth, is_child):
    child_of(birth=birth)
    with acting_as(officer):
        assert register_of(officer).under_16(TODAY).exists() is is_child


def test_age_bands_share_out_all_children(child_of, officer):
    for year in range(2009, 2027):
        for month in (1, 11, 12):
            if (year, month) <= (2026, 11):
                child_of(birth=PartialDate(year, month, 23))
        child_of(birth=PartialDate(year))
    with acting_as(officer):
        register = register_of(officer)
        bands = [(0, 1), (1, 3), (3, 6), (6, 11), (11, 16)]
        counts = [register.aged(TODAY, at_least=first, under=end).count() for first, end in bands]
        assert sum(counts) == register.under_16(TODAY).count()
        assert counts[0] == 5  # the 23rd of 12/2025, 01/2026 and 11/2026, and two that may be born after 23/11/2025


@pytest.mark.parametrize(
    ("fields", "here"),
    [
        ({}, True),
        ({"residence": Residence.TEMPORARY}, True),
        ({"residence": Residence.AWAY}, False),
        ({"residence": Residence.AWAY, "residence_since": "2026-12-01"}, True),
        ({"residence": Residence.MOVED_OUT, "left_on": "2026-11-23"}, False),
        ({"residence": Residence.MOVED_OUT, "left_on": "2026-11-24"}, True),
        ({"residence": Residence.DEAD, "left_on": "2026-01-01"}, False),
        ({"moved_in_on": "2026-11-24"}, False),
        ({"birth": PartialDate(2026, 11, 24)}, False),
    ],
)
def test_who_lives_here_on_a_day(child_of, officer, fields, here):
    child_of(**fields)
    with acting_as(officer):
        assert register_of(officer).living_here(TODAY).exists() is here


def test_each_rule_of_missing_data_finds_its_child_and_no_complete_one(child_of, ward, officer):
    whole = {
        "mother": "Trần Thị Kim Chi",
        "school": ward["school"],
        "health_insurance": "TE1510000000017",
    }
    complete = child_of(**whole, personal_id="051319000217")
    lacking_all = child_of(full_name="Bé gái", temporary_name=True, birth=PartialDate(2015), sex="unknown")
    card_over = child_of(
        full_name="Lê An",
        **whole,
        health_insurance_until=datetime.date(2026, 1, 31),
        personal_id="051319000218",
    )
    with acting_as(officer):
        found = {rule.code: list(lacking(Child.objects.all(), rule.code, TODAY)) for rule in ASKED}
        by_pk = {child.pk: missing_of(child) for child in with_missing(Child.objects.all(), TODAY)}
    assert found.pop("insurance_over") == [card_over]  # who has no card has none that is over
    assert set(map(tuple, found.values())) == {(lacking_all,)}
    assert by_pk[complete.pk] == []
    assert [rule.code for rule in by_pk[card_over.pk]] == ["insurance_over"]
    assert [rule.code for rule in by_pk[lacking_all.pk]] == list(found)


def test_who_turns_16_in_the_next_days_is_a_thing_to_do(child_of, officer, chair, collaborator, at):
    child_of(birth=PartialDate(2010, 11, 30))
    child_of(birth=PartialDate(2010, 12, 1))
    child_of(birth=PartialDate(2010, 11, 23))
    with at("2026-11-23 08:00"):
        with acting_as(officer):
            assert turning_16(Child.objects.all(), TODAY, within=7).count() == 1
            assert [todo.title for todo in children_turning_16(officer)] == ["1 trẻ sắp đủ 16 tuổi"]
        for user in (chair, collaborator):
            with acting_as(user):
                assert list(children_turning_16(user)) == []


def test_missing_personal_ids_are_counted_for_the_own_neighbourhood(child_of, officer, collaborator, stranger, teacher):
    child_of("tdp7")
    child_of("tdp12")
    counted = {}
    for user in (officer, collaborator, stranger, teacher):
        with acting_as(user):
            counted[user.username] = [todo.title for todo in register_to_complete(user)]
    assert counted == {
        "van.pth": ["2 trẻ chưa có số định danh"],
        "lan.lt": ["1 trẻ chưa có số định danh"],
        "xuan.hv": ["1 trẻ chưa có số định danh"],
        "trang.nt": [],
    }


def test_the_lists_are_those_of_the_law(lists):
    legal = CircumstanceGroup.objects.filter(kind="legal")
    assert "".join(legal.values_list("law_point", flat=True)) == "abcdđeghiklmno"
    assert list(legal.filter(extra_secret=True).values_list("code", flat=True)) == [
        "G05", "G06", "G07", "G09", "G10", "G11", "G12",
    ]  # fmt: skip
    assert CircumstanceGroup.objects.filter(kind="at_risk").count() == 10
    assert CircumstanceSubtype.objects.filter(group__code="G03").count() == 12
    assert EthnicGroup.objects.count() == 56


def test_every_field_says_how_private_it_is():
    for model in apps.get_app_config("children").get_models():
        named = [
            name for level in ("public", "official", "personal", "sensitive") for name in getattr(model.Privacy, level)
        ]
        assert sorted(named) == sorted(field.name for field in model._meta.concrete_fields), model
