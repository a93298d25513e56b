"""A whole ward's list, with every trap somewhere in it. The seconds stand in the report of the run."""

import time

from accounts.acting import acting_as
from children.models import Child
from tests.children.spreadsheets import big_list


def test_4000_rows_are_read_imported_and_read_again_as_identical(importer, officer, record_property):
    data = big_list(4_000)
    begin = time.perf_counter()
    batch = importer.bring(data)
    read = time.perf_counter()
    first = batch.counts
    importer.accept(batch)
    written = time.perf_counter()
    again = importer.bring(data)
    record_property("seconds to preview", round(read - begin, 1))
    record_property("seconds to import", round(written - read, 1))
    record_property("seconds to preview again", round(time.perf_counter() - written, 1))
    assert first == {"new": 3_990, "error": 10}
    assert again.counts == {"identical": 3_990, "error": 10}
    with acting_as(officer):
        assert Child.objects.count() == 3_990
