"""Every page of every role's menu, and the pages behind them, at a desk and on phones."""

import pytest

# A page a role starts from; the walk opens its menu, and the first record of each kind behind it.
PEOPLE = {
    "officer": "van.pth",
    "chair": "duy.tq",
    "clerk": "phuoc.nh",
    "admin": "tri.nm",
    "collaborator": "lan.lt",
    "teacher": "trang.nt",
}
# Links from lists to a record or a form: the first of each is opened too.
BEHIND = (
    "/children/", "/households/", "/tasks/", "/programmes/", "/reports/", "/users/", "/agencies/", "/neighbourhoods/",
    "/committee/", "/documents/", "/ward/", "/calendar/", "/jobs/",
)  # fmt: skip
WIDTHS = ((1366, 768), (390, 844), (320, 640))
SEEN: set[str] = set()  # a page is looked at once; the next role only opens what is its own


@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_fits_and_is_clean(visitor, role):
    someone = visitor(*WIDTHS[0]).sign_in(PEOPLE[role])
    addresses = _menu(someone)
    addresses |= {found for address in sorted(addresses) for found in _first_of_each_kind(someone, address)}
    assert len(addresses) >= 3
    for address in sorted(each for each in addresses if each == "/" or _name(each) not in SEEN):
        SEEN.add(_name(address))
        answer = someone.page.goto(address)
        assert answer.status == 200, f"{address}: {answer.status}"
        for width, height in WIDTHS:
            someone.page.set_viewport_size({"width": width, "height": height})
            if width == 320:
                someone.check_width()
            else:
                someone.look(f"{role}-{_name(address)}-{width}")


def _menu(someone) -> set[str]:
    return set(someone.page.eval_on_selector_all("nav.cc-side a", "links => links.map(a => a.pathname)"))


def _first_of_each_kind(someone, address: str) -> set[str]:
    """The first link to a record of each folder, and the forms in the page's head."""
    someone.page.goto(address)
    links = someone.page.eval_on_selector_all("main a[href^='/']", "links => links.map(a => a.getAttribute('href'))")
    plain = [link.split("?")[0] for link in links if not link.endswith((".pdf", ".xlsx", ".png"))]
    found = {next((link for link in plain if link.startswith(folder) and link != folder), None) for folder in BEHIND}
    forms = {link for link in plain if link.rstrip("/").endswith(("/new", "/add", "/import", "/edit"))}
    return (found | forms) - {None}


def _name(address: str) -> str:
    """A file name that holds no identifier."""
    parts = [part for part in address.strip("/").split("/") if len(part) < 30]
    return "-".join(parts) or "home"


def test_the_sign_in_page_and_the_gallery(visitor):
    for width, height in WIDTHS:
        someone = visitor(width, height)
        for address in ("/sign-in/", "/gallery/"):
            someone.page.goto(address)
            someone.look(f"{_name(address)}-{width}")
