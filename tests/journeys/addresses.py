"""Where each page is found: which record its address speaks of, and which other faces it has.

A parameter stands for the record of its own name (`records.py`); what is said here differs from that.
"""

import json

from accounts.authorization import JUSTICE, POLICE, Role, allows
from interface.doors import PUBLIC, SIGNED_IN, TOKEN
from tests.house_rules.product import Page, pages
from tests.journeys.site import Site

Parameters = dict[str, str]

# Who goes on the tour: one person of each set of rights, and somebody who has not signed in.
NOBODY = "nobody"
PEOPLE = {
    "officer": "van.pth",
    "chair": "duy.tq",
    "clerk": "phuoc.nh",
    "admin": "tri.nm",
    "collaborator": "lan.lt",
    "focal_point": "trang.nt",
    "police": "khoa.va",
    "justice": "loan.htk",
}
# Who is no role: a focal point of a kind of agency whose pages nobody else may open.
OF_AN_AGENCY = {"police": (Role.FOCAL_POINT, POLICE), "justice": (Role.FOCAL_POINT, JUSTICE)}

# Who stays at home: may open no page that this other role may not.
LIKE = {"protection_worker": "officer", "vice_chair": "chair"}

# Route → parameter → record.
NEEDS: dict[str, Parameters] = {
    "small_child_file": {"file": "portrait"},
    "case_step": {"step": "case_step"},
    "no_emergency": {"case": "confirmed_case"},
    "past_committee": {"committee": "past_committee"},
    "sent_change": {"change": "own_change"},
    "answer_change": {"change": "returned_change"},
    "number_document": {"document": "waiting_document"},
    "return_to_drafter": {"document": "waiting_document"},
    "redo_document": {"document": "returned_document"},
    "task": {"code": "task"},
    "task_history": {"code": "task"},
    "say_nothing": {"code": "common_task"},
    "programme": {"code": "programme"},
    "import_progress": {"batch": "waiting_batch"},
    "import_result": {"batch": "imported_batch"},
    "import_result_progress": {"batch": "imported_batch"},
    "export_progress": {"export": "waiting_export"},
    "bulk_progress": {"deed": "waiting_deed"},
    "export_file": {"export": "open_export"},
    "release_export": {"export": "large_export"},
    "child_sheet_progress": {"sheet": "waiting_sheet"},
    "report_progress": {"job": "waiting_job"},
    "destruction_paper": {"destruction": "done_destruction"},
    "signed_destruction": {"destruction": "done_destruction"},
}

# Other faces of a page, seen by the first who may open it: a word for the picture → more of the address, or records.
FACES: dict[str, dict[str, str | Parameters]] = {
    "children": {"filtered": "?sex=female&sort=-birth", "page-2": "?page=2"},
    "import_batch": {
        **{tab: f"?tab={tab}" for tab in ("new", "changed", "identical", "decide", "error")},
        "under-way": {"batch": "waiting_batch"},
        "useless": {"batch": "useless_batch"},
        "imported": {"batch": "imported_batch"},
    },
    "import_columns": {"useless": {"batch": "useless_batch"}},
    "intake": {"linked": {"intake": "linked_intake"}},
    "intakes": {"filtered": "?verdict=false"},
    "cases": {"closed": "?closed=1"},
    "case": {
        "new": {"case": "new_case"},
        "confirmed": {"case": "confirmed_case"},
        "closed": {"case": "closed_case"},
    },
    "case_step": {"dismissal": {"step": "dismissal"}},
    "add_entries": {"chosen": "?group=poor"},
    "give_support": {"chosen": "?group=poor"},
    "allowances": {"review": "?state=review"},
    "given_supports": {"filtered": "?source=budget&paper=none"},
    "propose_change": {
        "departure": "?kind=departure",
        "circumstance": "?kind=circumstance",
        "back": {"child": "child_away"},
    },
    "round": {"all": "?all=1", "pick": "?pick=child"},
    "changes": {"filtered": "?kind=death"},
    "change": {"new-child": {"change": "change_of_new_child"}, "decided": {"change": "decided_change"}},
    "sent_change": {"returned": {"change": "returned_change"}},
    "id_batch": {"checking": {"idbatch": "checking_batch"}, "all": "?tab=all"},
    "destruction": {"done": {"destruction": "done_destruction"}},
    "retention": {"held": "?hold=held"},
    "child_sheet": {"under-way": {"sheet": "waiting_sheet"}},
    "households": {"filtered": "?poverty=poor", "sorted": "?sort=address", "safe": "?safe=failed"},
    "quality": {"numbers": "?rule=id"},
    "save_filter": {"filtered": "?tdp=7&sex=female"},
    "bulk": {"poverty": {"deed": "poverty_deed"}, "under-way": {"deed": "waiting_deed"}, "done": {"deed": "done_deed"}},
    "job": {"under-way": {"job": "waiting_job"}, "failed": {"job": "failed_job"}},
    "report": {"under-way": {"year": "last_year"}, "not-begun": {"year": "early_year"}},
    "tasks": {"another-agency": "?agency=HEALTH", "filtered": "?month=3&frequency=yearly"},
    "agency": {"ended": {"agency": "ended_agency"}},
    "agencies": {"with-ended": "?ended=1"},
    "neighbourhood": {"ended": {"neighbourhood": "ended_neighbourhood"}},
    "profile": {"past": {"profile": "past_profile"}},
    "signer": {"past": {"signer": "past_signer"}},
    "calendar_year": {"next": {"year": "next_year"}, "empty": {"year": "early_year"}},
    "document_register": {"cancelled": "?state=cancelled", "nothing-found": "?q=kh%C3%B4ng+c%C3%B3"},
    "document": {
        "waiting": {"document": "waiting_document"},
        "cancelled": {"document": "cancelled_document"},
        "returned": {"document": "returned_document"},
    },
    "access_log": {"filtered": "?span=today&sensitive=1", "nothing-found": "?from=01/01/2020&to=02/01/2020"},
    "import_result_page": {"waiting": {"batch": "imported_batch"}},
    "connection": {"without-token": {"connection": "new_connection"}},
    "users": {"left": "?state=left"},
    "user": {"left": {"user": "left_user"}},
}

# An address that only leads on to another page.
LEADS_TO = {
    "first_entries": "entries",
    "first_run": "sign_in",
    "first_run_step": "sign_in",
    "child_personal_id": "child",
}

# Whose door it is, but whose record it is not: an administrator reads the log and sees no child; of papers the justice
# officer opens those of the own two books.
OF_OTHERS = ("allowance", "support", "injury", "labour", "disaster", "participation")
UNKNOWN_TO = {
    "child_readers-admin",
    "report_child-admin",
    "report_child-clerk",
    *(f"{door}_{owner}-justice" for door in ("papers", "attach_to") for owner in OF_OTHERS),
}

# What is no page: a file, a part of a page, a sign of life.
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
NO_PAGE = {
    "healthz": "text/plain",
    "draft": "",
    "openapi": "application/json",
    "still_here": "",
    "import_progress": "text/html",
    "import_result_progress": "text/html",
    "export_progress": "text/html",
    "child_sheet_progress": "text/html",
    "bulk_progress": "text/html",
    "report_progress": "text/html",
    "destruction_progress": "text/html",
    "destruction_paper": "application/pdf",
    "signed_destruction": "image/jpeg",
    "import_template": XLSX,
    "import_result": XLSX,
    "export_file": ODS,
    "ward_logo": "image/png",
    "child_file": "image/jpeg",
    "paper": "image/jpeg",
    "small_child_file": "image/jpeg",
    "child_sheet_file": "application/pdf",
    "visit_photo": "image/jpeg",
    "small_visit_photo": "image/jpeg",
    "download_report": "application/pdf",
}


def doors_of(who: str) -> list[Page]:
    """The pages this role may open; the public ones belong to who has not signed in."""
    return [each for each in pages() if each.door and "GET" in each.door.methods and _lets_in(each, who)]


def _lets_in(each: Page, who: str) -> bool:
    may = each.door.may
    if may == TOKEN:
        return False  # no person passes: tests/children/test_api.py
    if PUBLIC in (may,) or who == NOBODY:
        return may == PUBLIC and who == NOBODY
    role, kind = OF_AN_AGENCY.get(who, (who, ""))
    if kind == POLICE and "<uuid:child>" in each.route:
        return False  # the police's focal point knows of no child
    return may == SIGNED_IN or allows(role, may, kind)


class Records:
    """The site's records, as the people of the tour know them."""

    def __init__(self, site: Site) -> None:
        code = "from tests.journeys.records import tell; tell()"
        self.known: dict[str, Parameters] = json.loads(site.manage("shell", "--no-imports", "-c", code))

    def addresses(self, each: Page, who: str, *, faces: bool) -> dict[str, str]:
        """The page's address for somebody, and those of its other faces, by the words for a picture."""
        found = {"": self._address(each, who, {})}
        for word, other in FACES.get(each.name, {}).items() if faces else ():
            found[word] = found[""] + other if isinstance(other, str) else self._address(each, who, other)
        return found

    def _address(self, each: Page, who: str, other: Parameters) -> str:
        known = self.known[""] | self.known.get(PEOPLE.get(who, ""), {})
        record = {name: name for name in each.params} | NEEDS.get(each.name, {}) | other
        return each.url({name: known[record[name]] for name in each.params})
