"""What the organisation asks of people on the page “Việc cần làm”."""

from accounts.acting import acting_as
from agencies.todo import nobody_signs


def test_a_ward_without_a_signer_of_reports_is_a_thing_to_do(admin, officer, signer):
    with acting_as(admin):
        assert [todo.title for todo in nobody_signs(admin)] == []
        signer.signs_reports = False
        signer.save()
        assert [todo.title for todo in nobody_signs(admin)] == ["Ghi người ký báo cáo"]
    with acting_as(officer):
        assert list(nobody_signs(officer)) == []
