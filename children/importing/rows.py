"""One row of a list → what it says about a child, with each problem as a sentence: what is wrong, what to do."""

from children.importing.candidate import Candidate, Known, Problem
from children.importing.row_cells import RowCells
from children.importing.row_circumstances import groups_in
from children.importing.row_doses import doses_in
from children.importing.row_family import people_in
from children.importing.row_home import household_in, residence_in
from children.importing.row_identity import birth_and_sex_in, name_in, nationality_in, with_personal_id
from children.importing.row_papers import papers_in
from children.importing.row_police import police_in
from children.importing.row_school import school_in
from children.importing.tables import Line, Table
from vietnamese.names import is_temporary


def read_line(line: Line, table: Table, known: Known) -> tuple[Candidate, list[Problem]]:
    """What the row says, and what is wrong with it."""
    row = RowCells(line, table.fields, known)
    birth, sex = birth_and_sex_in(row)
    name = name_in(row)
    candidate = Candidate(
        full_name=name,
        temporary_name=bool(name) and is_temporary(name),
        birth=birth,
        sex=sex,
        ethnic_group=row.listed("ethnic_group", known.ethnic_groups, "Dân tộc"),
        foreign_nationality=nationality_in(row),
        **papers_in(row, birth),
        **residence_in(row),
        **household_in(row),
        **school_in(row),
        **police_in(row),
        notes=row.text("notes", 2_000),
        people=people_in(row),
        groups=groups_in(row),
        doses=doses_in(row, birth),
    )
    return with_personal_id(row, candidate), row.problems
