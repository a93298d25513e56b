"""Screen 30: which rules the register breaks, where, and the way to the children."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.actions.families import PersonDraft, record_family
from children.finding.filters import filters_of
from children.models import Child, CircumstanceGroup, Household
from children.quality.figures import quality_of
from children.quality.map import Scale, Tile, map_of, measure_of
from children.quality.missing import RULES, lacking
from vietnamese.partial_dates import PartialDate

TODAY = datetime.date(2026, 11, 23)
ID = "051319000217"  # female, born in 2019


@pytest.fixture
def whole(child_of, officer, ward):
    """A child of whom everything is known."""

    def make(name="Nguyễn Gia Hân", home="tdp7", **fields):
        fields = {
            "personal_id": ID, "personal_id_verified": True, "birth_certificate": "12/2019", "health_insurance": "TE1",
            "health_insurance_until": datetime.date(2026, 12, 31), "health_insurance_place": "Trạm Y tế",
            "birth_certificate_book": "01/2019", "birth_certificate_place": "UBND phường",
            "school": ward["school"], **fields,
        }  # fmt: skip
        child = child_of(home, full_name=name, address="12/4 Trần Phú", **fields)
        with acting_as(officer):
            record_family(child=child, by=officer, people=[PersonDraft("mother", "Trần Thị Chi")])
            Household.objects.filter(children=child).update(poverty="none")
        return child

    return make


def found(user) -> dict[str, list[tuple[int, int]]]:
    with acting_as(user):
        quality = quality_of(user, TODAY)
        return {
            each.rule.code: [(place.neighbourhood.number, place.count) for place in each.places]
            for each in quality.findings
        }


def test_of_a_whole_record_nothing_is_said(whole, officer):
    whole()
    assert found(officer) == {}
    with acting_as(officer):
        quality = quality_of(officer, TODAY)
        assert (quality.children, quality.flawed, quality.verified) == (1, 0, 1)
        assert quality.kept == list(RULES)


@pytest.mark.parametrize(
    ("fields", "broken"),
    [
        ({"temporary_name": True}, {"name"}),
        ({"birth": PartialDate(2019, 3)}, {"birth"}),
        ({"personal_id": "", "personal_id_verified": False}, {"personal_id"}),
        ({"health_insurance": ""}, {"insurance"}),
        ({"school": None}, {"school"}),
        ({"sex": "male"}, {"id_doubt"}),
        ({"sex": "unknown"}, {"sex"}),
        ({"personal_id": "999319000217"}, {"id_doubt"}),
        ({"birth": PartialDate(2018, 3, 14)}, {"id_doubt"}),
        ({"personal_id_verified": False}, {"verified"}),
        ({"birth_certificate": ""}, {"certificate"}),
        ({"birth_certificate_book": ""}, {"certificate_part"}),
        ({"health_insurance_until": None}, {"insurance_until"}),
        ({"health_insurance_until": datetime.date(2026, 11, 22)}, {"insurance_over"}),
        ({"health_insurance_place": ""}, {"insurance_place"}),
    ],
)
def test_each_rule_finds_its_child_and_only_it(whole, officer, fields, broken):
    whole(**fields)
    whole("Lê Văn Tú", personal_id="051219000218", sex="male")
    assert set(found(officer)) == broken


def test_rules_of_the_household(whole, officer):
    child = whole()
    for change, broken in (
        ({"poverty": ""}, {"poverty"}),
        ({"poverty": "poor"}, {"poor_paper"}),
        ({"poverty": "poor", "certificate_number": "CN-1"}, set()),
    ):
        with acting_as(officer):
            Household.objects.filter(children=child).update(**change)
        assert set(found(officer)) == broken


def test_a_group_without_a_paper_and_a_secret_one_that_is_nobodys_business(whole, lists, officer, other_officer):
    child = whole()
    with acting_as(other_officer):
        secret = CircumstanceDraft(CircumstanceGroup.objects.get(code="G11"), TODAY)
        add_circumstance(child=child, by=other_officer, draft=secret)
    assert found(officer) == {}
    with acting_as(officer):
        plain = CircumstanceDraft(CircumstanceGroup.objects.get(code="G01"), TODAY)
        joined = add_circumstance(child=child, by=officer, draft=plain)
    assert set(found(officer)) == {"proof"}
    with acting_as(officer):
        joined.proof = "Quyết định 12/QĐ-UBND"
        joined.save_next_version()
    assert found(officer) == {}


def test_a_corrected_sex_ends_the_doubt(whole, officer):
    child = whole(sex="male")
    assert "id_doubt" in found(officer)
    with acting_as(officer):
        child = Child.objects.get(pk=child.pk)
        child.sex = "female"
        child.save_next_version()
    assert found(officer) == {}


def test_places_stand_in_the_order_of_their_counts(whole, officer):
    for number, home in enumerate(("tdp7", "tdp12", "tdp12")):
        whole(f"Trẻ {'ABC'[number]}", home, personal_id="", personal_id_verified=False)
    assert found(officer)["personal_id"] == [(12, 2), (7, 1)]


def test_the_page_leads_to_the_same_children(whole, officer, as_user):
    whole(personal_id="", personal_id_verified=False)
    whole("Lê Văn Tú", "tdp12", health_insurance="")
    browser = as_user(officer)
    page = browser.get("/children/quality/").content.decode()
    assert "2 trong 2 trẻ em còn ít nhất một điều phải sửa" in page
    assert "?missing=insurance&amp;tdp=12" in browser.get("/children/quality/?rule=insurance").content.decode()
    listed = browser.get("/children/?missing=insurance&tdp=12").content.decode()
    assert "Lê Văn <b>Tú</b>" in listed
    assert "Gia <b>Hân</b>" not in listed


def test_every_rule_counts_what_its_filter_lists(whole, officer):
    for number, fields in enumerate(({"sex": "male"}, {"school": None}, {"birth_certificate": ""}, {})):
        whole(f"Trẻ {'ABCD'[number]}", personal_id=f"05131900021{number}", **fields)
    counts = {code: sum(count for _, count in places) for code, places in found(officer).items()}
    with acting_as(officer):
        here = Child.objects.visible_to(officer).of_ward(TODAY)
        assert counts == {rule.code: count for rule in RULES if (count := lacking(here, rule.code, TODAY).count())}


def test_a_collaborator_cannot_ask_who_has_a_group_without_paper(collaborator, officer, rf):
    for user, offered in ((collaborator, False), (officer, True)):
        request = rf.get("/children/")
        request.user = user
        with acting_as(user):
            (chip,) = [each.chip for each in filters_of(request, TODAY) if each.chip.name == "missing"]
        assert ("proof" in {choice.value for choice in chip.choices}) is offered


def test_it_is_for_those_who_keep_the_register(collaborator, chair, teacher, as_user):
    for user in (collaborator, chair, teacher):
        assert as_user(user).get("/children/quality/").status_code == 403


# --- The map ---------------------------------------------------------------------------------
def the_map(user, code=""):
    with acting_as(user):
        quality = quality_of(user, TODAY)
        return map_of(quality, measure_of(code, [each.rule for each in quality.findings]), TODAY)


def test_a_tile_per_neighbourhood_also_where_no_child_lives(whole, officer):
    whole()
    tiles = the_map(officer).tiles
    assert [(tile.number, tile.percent) for tile in tiles] == [(7, "100,0%"), (12, "–")]
    assert tiles[1].words == "Tổ dân phố 12: không có trẻ đang cư trú"


def test_the_map_of_whole_records_of_numbers_and_of_one_rule(whole, officer):
    whole()
    whole("Lê Văn Tú", personal_id="051219000218", sex="male", personal_id_verified=False)
    whole("Hồ An", "tdp12", personal_id="", personal_id_verified=False, health_insurance="")
    shares = {code: [tile.share for tile in the_map(officer, code).tiles] for code in ("", "id", "insurance")}
    assert shares == {"": [50.0, 0.0], "id": [50.0, 0.0], "insurance": [100.0, 0.0]}
    assert [tile.number for tile in the_map(officer).worst_first] == [12, 7]
    assert the_map(officer).summary == "Cả phường 33,3%; thấp nhất Tổ dân phố 12: 0,0%"
    assert the_map(officer).tiles[0].words == "Tổ dân phố 7: 50,0% đạt, còn 1 trong 2 trẻ"


@pytest.mark.parametrize("code", ["", "id", "personal_id"])
def test_a_tile_opens_exactly_the_children_it_counts(whole, officer, as_user, code):
    whole()
    whole("Lê Văn Tú", personal_id="", personal_id_verified=False)
    whole("Hồ An", personal_id="051319000225", personal_id_verified=False)
    for tile in the_map(officer, code).tiles:
        page = as_user(officer).get(tile.url).content.decode()
        assert f"{tile.faults} trẻ khớp bộ lọc" in page


def test_an_ended_neighbourhood_where_somebody_is_recorded_keeps_its_tile(whole, ward, officer, as_user):
    whole("Hồ An", "tdp12", health_insurance="")
    with acting_as(User.objects.system(), scope=FIGURES):
        ward["tdp12"].valid_to = datetime.date(2026, 6, 30)
        ward["tdp12"].save()
    [tile] = [tile for tile in the_map(officer).tiles if tile.number == 12]
    assert "1 trẻ khớp bộ lọc" in as_user(officer).get(tile.url).content.decode()


@given(st.lists(st.floats(0, 100), min_size=1, max_size=60))
def test_shades_rise_with_what_is_to_be_mended_and_the_legend_names_them(shares):
    scale = Scale.of(shares)
    shades = [scale.shade(share) for share in sorted(shares)]
    assert shades == sorted(shades)
    assert set(shades) <= {shade for shade, _ in scale.legend}


@pytest.mark.parametrize(
    ("shares", "legend"),
    [
        ([20, 25.4], ["78–80%", "76–78%", "74–76%", "72–74%", "dưới 72%"]),
        ([0], ["99–100%", "98–99%", "97–98%", "96–97%", "dưới 96%"]),
        ([100], ["0–1%", "0%"]),
    ],
)
def test_the_legend_goes_from_the_best_to_the_worst(shares, legend):
    assert [words for _, words in Scale.of(shares).legend] == legend


def test_a_share_is_never_rounded_up_to_all():
    assert Tile(neighbourhood=None, children=10_000, faults=1, shade="k0", url="").percent == "99,9%"
