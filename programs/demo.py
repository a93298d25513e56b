"""What the demo's agencies say: that nothing of a kind occurred."""

from accounts.acting import acting_as
from accounts.models import User
from interface.demo import Demo, demo_part
from programs.models import NothingToReport, PlanTask

SAID = {"JUSTICE-02": ("loan.htk", "đã xem sổ xử phạt, từ đầu năm không có vụ nào liên quan trẻ em")}


@demo_part("statements")
def make_statements(demo: Demo) -> str:
    for code, (username, ground) in SAID.items():
        person, task = User.objects.get(username=username), PlanTask.objects.get(code=code)
        with acting_as(person):
            NothingToReport.objects.create(
                task=task, agency=person.agency, until=demo.today, ground=ground, said_by=person
            )
    return f"{len(SAID)} báo cáo không phát sinh"
