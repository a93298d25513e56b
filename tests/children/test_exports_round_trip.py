"""What is taken out can be brought in again: every row is the same, in every kind of file."""

import datetime
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.poverty import ClassDraft
from children.exporting.columns import COLUMNS
from children.exporting.purposes import PURPOSES
from children.importing.columns import FIELDS, IGNORED, fields_of
from children.importing.plain_cells import as_typed, harmless
from children.models import (
    Caregiver,
    CareRelation,
    Child,
    Circumstance,
    CircumstanceGroup,
    EthnicGroup,
    Household,
    Poverty,
    PovertyYear,
    Relation,
    Residence,
    Sex,
)
from children.models.child import CodeCounter
from tests.children.exporting import taken_out
from tests.children.importing import HAN
from tests.children.spreadsheets import personal_id, rows_of
from vietnamese.names import normalise
from vietnamese.partial_dates import PartialDate

READ_BACK = ("xlsx", "csv", "ods")
UNSHRUNK = (Phase.explicit, Phase.generate)  # each example reads a file in a process of its own


def test_the_importer_knows_every_column_of_every_purpose():
    for purpose in PURPOSES.values():
        found = fields_of([(COLUMNS[key].header,) for key in purpose.columns])
        wanted = [key if key in FIELDS else IGNORED for key in purpose.columns]
        assert found == wanted, purpose.code


@given(st.text(max_size=6) | st.from_regex(r"'*[=+\-@\t\r].{0,4}", fullmatch=True))
def test_a_formula_becomes_text_and_is_read_as_typed(text):
    written = harmless(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert as_typed(written) == text


def test_every_group_a_list_may_name_is_understood_by_its_name(lists, importer, child_of):
    """Also where the words would mean another one: “bạo lực gia đình” is a risk, no harm done."""
    with acting_as(importer.user):
        groups = list(CircumstanceGroup.objects.filter(extra_secret=False).order_by("pk"))
    born = datetime.date(2019, 3, 14)
    children = [
        {**HAN, "Số định danh": personal_id(number, born, "female"), "Hoàn cảnh": group.short_name}
        for number, group in enumerate(groups)
    ]
    rows = importer.preview(rows_of(*children))
    assert [row.problems for row in rows] == [()] * len(groups)
    assert [list(row.says.groups) for row in rows] == [[group.code] for group in groups]


# --- Children as a register may hold them ----------------------------------------------------
FAMILY = st.sampled_from(["Nguyễn", "Trần", "Lê", "Đặng", "Hồ", "Phạm", "Đỗ", "Huỳnh", "Lý"])
MIDDLE = st.sampled_from(["Thị", "Văn", "Mỹ", "Gia", "Thúy", "Hoà", "Hòa", "Ngọc"])
GIVEN = st.sampled_from(["Linh", "Đức", "Hân", "Khoẻ", "Quý", "Yến", "Ước", "Bảo", "Sinh", "Nam"])
FULL = st.builds("{} {} {}".format, FAMILY, MIDDLE, GIVEN)
ODD = st.sampled_from(["Y Thơm", "Đinh Hrê-Đan", "O’Neil Anna", "Bé gái", "Con bà Lan", "Trai", "A Ma H’Linh", "LÊ AN"])
NAMES = (FULL | ODD).map(normalise)
BIRTHS = (
    st.dates(datetime.date(2011, 1, 1), datetime.date(2026, 11, 1)).filter(lambda day: day.day < 29).map(PartialDate.of)
    | st.builds(PartialDate, st.integers(2011, 2025), st.integers(1, 12))
    | st.builds(PartialDate, st.integers(2011, 2025))
    | st.builds(PartialDate, st.integers(2011, 2025), st.none() | st.integers(1, 12), estimated=st.just(True))
)
PHONES = st.sampled_from(["", "0905123456", "02553822000", "0000123456"])
ADDRESSES = st.sampled_from(["", "12/4 Trần Phú", "50/7 Nguyễn Trãi", "Hẻm 3 Lê Lợi", "=12 Lê Lợi", "@ chợ"])
NOTES = st.sampled_from(["", "Hai dòng\nghi chú", "-nhớ hỏi lại", "=SUM(A1)", "'đã viết", "  khoảng   trống  "])
PERSON = st.fixed_dictionaries(
    {
        "full_name": FULL,
        "birth_year": st.none() | st.integers(1950, 2005),
        "occupation": st.sampled_from(["", "may gia công", "buôn bán", "+ thợ hồ"]),
        "phone": PHONES,
    }
)
PLACES = st.sampled_from(["", "UBND phường Cẩm Thành", "Trạm Y tế phường", "Cục C06", "-Nghĩa Lộ"])
TODAY = datetime.date(2026, 11, 23)
RECENT = st.none() | st.dates(datetime.date(2000, 1, 1), TODAY)
HOME = st.fixed_dictionaries(
    {
        "head_name": FULL,
        "address": ADDRESSES,
        "poverty": st.sampled_from(["", Poverty.NONE, Poverty.POOR, Poverty.NEAR_POOR]),
        "certificate_number": st.sampled_from(["", "HN-001", "12/2026", "0123"]),
        "certificate_year": st.integers(2021, 2026),
        "certificate_issued_on": st.none() | st.dates(datetime.date(2021, 1, 1), TODAY),
        "head_birth_year": st.none() | st.integers(1920, 2008),
        "phone": PHONES,
    }
)
CHILD = st.fixed_dictionaries(
    {
        "full_name": NAMES,
        "birth": BIRTHS,
        "sex": st.sampled_from(Sex.values),
        "ethnic_group": st.sampled_from(["", "Kinh", "Hrê", "Co", "Xơ Đăng"]),
        "foreign_nationality": st.sampled_from(["", "Lào", "Hàn Quốc"]),
        "birth_certificate": st.sampled_from(["", "12/2019", "015", "TP/2020-Q1"]),
        "birth_certificate_book": st.sampled_from(["", "01/2019", "03-P1", "Q2"]),
        "birth_certificate_place": PLACES,
        "birth_registered_on": RECENT,
        "health_insurance": st.sampled_from(["", "TE1512100123456", "5121001234"]),
        "health_insurance_from": RECENT,
        "health_insurance_until": st.none() | st.dates(TODAY, datetime.date(2036, 1, 1)),
        "health_insurance_place": PLACES,
        "identity_issued_on": RECENT,
        "identity_place": PLACES,
        "residence_since": RECENT,
        "moved_in_on": RECENT,
        "class_name": st.sampled_from(["", "3B", "8A2", "Lá 2", "12"]),
        "residence": st.sampled_from([Residence.PERMANENT, Residence.TEMPORARY, Residence.AWAY]),
        "notes": NOTES,
        "home": st.none() | HOME,
        "own_address": ADDRESSES,
        "schooled": st.booleans(),
        "mother": st.none() | PERSON,
        "father": st.none() | PERSON,
        "carer": st.none() | st.tuples(PERSON, st.sampled_from([r for r in Relation if r not in ("mother", "father")])),
        "groups": st.sets(st.sampled_from(["G01", "G02", "G04", "G08", "G13", "G14", "R03", "R04"]), max_size=2),
        "with_id": st.booleans(),
    }
)


def registered(wanted: list[dict], ward, officer) -> None:
    """Put them into the register as they are, past every form."""
    with acting_as(User.objects.system(), scope=FIGURES):
        ethnic = {group.name: group for group in EthnicGroup.objects.order_by("pk")}
        groups = {group.code: group for group in CircumstanceGroup.objects.order_by("pk")}
        for number, fields in enumerate(wanted):
            _register(dict(fields), number, ward, officer, ethnic, groups)


def _register(fields, number, ward, officer, ethnic, groups) -> None:
    home, mother, father, carer = (fields.pop(key) for key in ("home", "mother", "father", "carer"))
    chosen, with_id, schooled = (fields.pop(key) for key in ("groups", "with_id", "schooled"))
    here = ward["tdp7"]
    if home:
        poor = home["poverty"] in (Poverty.POOR, Poverty.NEAR_POOR)
        year, nothing = home["certificate_year"], {"certificate_number": "", "certificate_issued_on": None}
        home = home if poor else {**home, **nothing, "certificate_year": None}
        household = Household.objects.create(neighbourhood=here, **home)
        fields |= {"household": household, "own_address": ""}
        if home["poverty"]:
            said = ClassDraft(home["poverty"], home["certificate_number"], home["certificate_issued_on"])
            PovertyYear.objects.create(household=household, year=year, **vars(said))
    birth, sex = fields["birth"], fields["sex"]
    for name in ("birth_registered_on", "identity_issued_on"):  # the action refuses a day before the birth
        if fields[name] and fields[name] < birth.earliest():
            fields[name] = birth.latest() if birth.latest() <= TODAY else None
    digit = {"male": 2, "female": 3}.get(sex, 2)
    number_of = f"051{digit}{birth.year % 100:02}{number:06}" if with_id else ""
    child = Child.objects.create(
        **fields | {"ethnic_group": ethnic.get(fields["ethnic_group"])},
        code=CodeCounter.objects.take(2026)[0],
        neighbourhood=here,
        personal_id=number_of,
        school=ward["school"] if schooled else None,
    )
    people = [(mother, Relation.MOTHER), (father, Relation.FATHER), *([carer] if carer else [])]
    for person, relation in people:
        if person:
            made = Caregiver.objects.create(neighbourhood=here, **person)
            CareRelation.objects.create(child=child, caregiver=made, relation=relation)
    for code in chosen:
        Circumstance.objects.create(child=child, group=groups[code], started_on="2026-01-05", officer=officer)


def distinct(wanted: list[dict]) -> list[dict]:
    """Each with a birth of its own: two children whom nobody could tell apart are another story."""
    births = [replace(fields["birth"], year=2011 + 2 * number) for number, fields in enumerate(wanted)]
    return [{**fields, "birth": birth} for fields, birth in zip(wanted, births, strict=True)]


@pytest.mark.parametrize("format", READ_BACK)
@pytest.mark.parametrize("purpose", ["handover", "ministry"])
@settings(max_examples=5, deadline=None, phases=UNSHRUNK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(CHILD, min_size=3, max_size=7))
def test_every_row_of_an_export_is_identical_when_it_comes_back(purpose, format, wanted, ward, importer):
    with transaction.atomic():
        registered(distinct(wanted), ward, importer.user)
        with acting_as(importer.user):
            data = taken_out(importer.user, purpose=purpose, format=format, query="state=all")
        rows = importer.preview(data)
        assert len(rows) == len(wanted)
        assert [(row.says.full_name, row.why, row.changes) for row in rows if row.outcome != "identical"] == []
        transaction.set_rollback(True)
