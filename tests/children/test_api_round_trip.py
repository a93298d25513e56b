"""What a system reads it may send back: every child is identical, whatever stands in the register."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from children.exchange.fields import cells_of
from children.exporting.purposes import OF_EXCHANGE
from children.importing.plain_cells import as_typed
from tests.children.exchange import Program, connected
from tests.children.test_exports_round_trip import CHILD, distinct, registered
from vietnamese.names import normalise


@pytest.fixture
def programs(admin, lists):
    return {code: Program(connected(admin, purpose=code, name=code)[1]) for code in OF_EXCHANGE}


@pytest.mark.parametrize("purpose", OF_EXCHANGE)
@settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(wanted=st.lists(CHILD, min_size=3, max_size=7))
def test_every_child_is_identical_when_it_comes_back(purpose, wanted, ward, officer, programs):
    program = programs[purpose]
    with transaction.atomic():
        registered(distinct(wanted), ward, officer)
        children = program.pages()
        rows = [{"own_id": f"a-{number}", "child": child} for number, child in enumerate(children)]
        answers = program.post("records", {"rows": rows}).json()["answers"]
        assert len(answers) == len(wanted)
        told = [(each["outcome"], each["id"], each["etag"]) for each in answers]
        assert told == [("identical", child["id"], child["etag"]) for child in children], answers
        transaction.set_rollback(True)


@given(st.text(max_size=8))
def test_a_text_reaches_the_importer_as_it_was_sent(text):
    """Also one that begins like a formula: only in files an apostrophe means something."""
    said = "\n".join(filter(None, map(normalise, text.splitlines())))
    cells = cells_of({"notes": text})
    assert as_typed(cells.get("notes", "")) == said
