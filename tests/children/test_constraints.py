"""What the database refuses is said in a sentence, also when an action forgot to refuse it first."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from accounts.acting import acting_as
from children.models import CareRelation, Child, Circumstance, CircumstanceGroup, Household
from children.models.caregiver import Caregiver
from interface.constraints import has_sentence, refusal_of

# Nobody can break these by typing: their columns are derived, or written by the import and the national lists.
OF_THE_MACHINE = {
    "a_child_stands_once_in_an_id_batch",
    "a_pair_is_two_children",
    "a_record_is_merged_into_one_other",
    "allowance_ends_for_a_reason",
    "allowance_withdrawn_for_a_reason",
    "allowancerule_ends_after_it_begins",
    "baseamount_ends_after_it_begins",
    "birth_days_in_order",
    "bulk_row_is_a_household_or_a_child",
    "change_is_decided_by_somebody",
    "change_of_a_child_or_of_a_new_one",
    "disasterentry_withdrawn_for_a_reason",
    "group_with_its_secrecy",
    "injuryentry_withdrawn_for_a_reason",
    "labourentry_withdrawn_for_a_reason",
    "move_leads_to_another_household",
    "no_file_after_its_time",
    "no_file_kept_after_its_import",
    "no_sheet_after_its_time",
    "one_allowance_rule_of_a_code_at_a_time",
    "one_base_amount_at_a_time",
    "one_check_a_month",
    "one_choice_of_columns_per_list",
    "one_dose_of_a_code_from_a_day",
    "one_id_batch_of_a_number",
    "one_id_batch_row_of_a_number",
    "one_import_row_per_line",
    "one_open_batch_of_a_connection",
    "one_pair_of_two_children",
    "one_quality_figure_a_month",
    "one_record_per_id_of_a_system",
    "one_safe_home_check_a_year",
    "one_saved_filter_per_name",
    "one_school_at_a_time",
    "one_share_for_a_child",
    "paper_of_one_record",
    "paper_withdrawn_for_a_reason",
    "participationentry_withdrawn_for_a_reason",
    "refused_by_somebody",
    "release_decided_by_somebody",
    "result_known_of_which_version",
    "risk_factor_ends_after_it_begins",
    "risk_withdrawn_for_a_reason",
    "rule_with_secrecy_and_stacking",
    "safe_home_checked_in_its_year",
    "secret_file_of_a_circumstance",
    "subtype_with_its_group",
    "undone_by_somebody",
    "verified_on_only_of_verified_ids",
    "visit_is_to_somebody",
    "visit_withdrawn_for_a_reason",
}
BIRTH = date(2019, 3, 14)


def test_every_rule_of_the_register_has_a_sentence():
    register = apps.get_app_config("children").get_models()
    silent = {each.name for model in register for each in model._meta.constraints if not has_sentence(each)}
    assert silent == OF_THE_MACHINE


def leaves_before_birth(child):
    Child.objects.filter(pk=child.pk).update(residence="dead", left_on=date(2019, 3, 13))


def leaves_and_stays(child):
    Child.objects.filter(pk=child.pk).update(left_on=date(2020, 1, 1))


def has_a_certificate_without_being_poor(child):
    Household.objects.filter(pk=child.household_id).update(certificate_number="12")


def dies_alive(child):
    Caregiver.objects.filter(relations__child=child).update(died_on=date(2020, 1, 1))


def has_two_main_carers(child):
    person = Caregiver.objects.create(full_name="Trần Văn Sáu", neighbourhood=child.neighbourhood)
    CareRelation.objects.create(child=child, caregiver=person, relation="father", is_main_carer=True)


def has_two_mothers(child):
    person = Caregiver.objects.create(full_name="Trần Thị Sáu", neighbourhood=child.neighbourhood)
    CareRelation.objects.create(child=child, caregiver=person, relation="mother")


def ends_before_it_begins(child):
    group = CircumstanceGroup.objects.get(code="G04")
    officer = child.made_by
    Circumstance.objects.create(child=child, group=group, officer=officer, started_on=BIRTH, ended_on=date(2019, 1, 1))


def is_withdrawn_by_nobody(child):
    group = CircumstanceGroup.objects.get(code="G04")
    Circumstance.objects.create(
        child=child, group=group, officer=child.made_by, started_on=BIRTH, withdrawn_on=date(2026, 1, 1)
    )


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [
        (leaves_before_birth, "Ngày rời sổ ở trước ngày sinh."),
        (leaves_and_stays, "Trẻ đã chuyển đi hoặc đã mất thì ghi ngày rời sổ."),
        (has_a_certificate_without_being_poor, "Chỉ hộ nghèo, hộ cận nghèo có giấy chứng nhận"),
        (dies_alive, "Ngày mất chỉ ghi cho người đã mất."),
        (has_two_main_carers, "Mỗi trẻ có một người chăm sóc chính."),
        (has_two_mothers, "Trẻ đã có cha hoặc mẹ trong sổ."),
        (is_withdrawn_by_nobody, "Xóa khỏi hồ sơ thì ghi lý do."),
        (ends_before_it_begins, "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
    ],
)
def test_a_broken_rule_becomes_its_sentence(child_of, lists, officer, deed, sentence):
    child = child_of(address="12/4 Trần Phú", mother="Trần Thị Kim Chi")
    child.made_by = officer
    with acting_as(officer):
        with pytest.raises(IntegrityError) as broken, transaction.atomic():
            deed(child)
        assert refusal_of(broken.value).sentence.startswith(sentence)


def test_a_rule_of_the_machine_stays_an_error(child_of, officer):
    child = child_of()
    with acting_as(officer), pytest.raises(IntegrityError) as broken, transaction.atomic():
        Child.objects.filter(pk=child.pk).update(born_by=date(2019, 3, 13))
    assert refusal_of(broken.value) is None
