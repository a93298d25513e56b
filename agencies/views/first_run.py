"""Screen 20: the first run, in four steps. Reachable only while nobody exists."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.authorization import Role
from accounts.people import Person
from agencies.actions.first_run import Answers, keep_answers, nobody_exists, set_ward_up
from agencies.forms.first_run import NOT_KEPT, STEPS, ListStep
from agencies.queries import set_up_so_far
from interface.components import Step
from interface.refusals import Refused

LAST = len(STEPS)
SKIPPED = "skip"


def first_run(request):
    """To the first step that is not done yet."""
    if not nobody_exists():
        return redirect("sign_in")
    answers = _answers()
    return redirect("first_run_step", next((n for n in range(1, LAST) if str(n) not in answers), LAST))


def first_run_step(request, step):
    if not nobody_exists():
        return redirect("sign_in")
    if not 1 <= step <= LAST:
        raise Http404
    if request.method == "POST":
        return _go_on(request, step)
    return _page(request, step, _form(step, _answers().get(str(step)), scolding=False))


def _go_on(request, step: int):
    """Whatever the button, what was typed is kept first. While typing nothing more happens: htmx may send a button
    that was pressed before.
    """
    go, form = "" if request.htmx else request.POST.get("go", ""), STEPS[step - 1](request.POST)
    typed = {name: value for name, value in request.POST.items() if name not in NOT_KEPT}
    if go == "skip" and step in (2, 3):
        typed[SKIPPED] = "1"
    keep_answers(step=step, typed=typed)
    if go == "back" and step > 1:
        return redirect("first_run_step", step - 1)
    if SKIPPED in typed:
        return redirect("first_run_step", step + 1)
    if go == "next" and form.is_valid():
        if isinstance(form, ListStep) and not _is_shown(request, form):
            return _page(request, step, form, to_check=True)
        return redirect("first_run_step", step + 1) if step < LAST else _finish(request, form)
    return _page(request, step, form)


def _is_shown(request, form: ListStep) -> bool:
    """Whether the page that was sent showed this reading of the list."""
    pasted = form.reading(timezone.localdate())
    return not pasted.read or request.POST.get("shown") == pasted.fingerprint


def _finish(request, people):
    """All steps together; one that is not in order is shown again."""
    answers, forms = _answers(), []
    for number in range(1, LAST):
        typed = answers.get(str(number))
        form = _form(number, typed, scolding=True)
        if typed is None or not (SKIPPED in typed or form.is_valid()):
            messages.error(request, f"Bước {number} chưa xong. Xem lại rồi lưu.")
            return redirect("first_run_step", number)
        forms.append(None if SKIPPED in typed else form)
    try:
        admin, officer, temporary = set_ward_up(answers=_together(forms, people))
    except Refused as refused:
        people.add_error(None, refused.sentence)
        return _page(request, LAST, people)
    context = {"admin": admin, "officer": officer, "temporary": temporary}
    return render(request, "agencies/first_run_done.html", context)


def _together(forms, people) -> Answers:
    """What the steps say; one that was skipped is None."""
    ward, neighbourhoods, agencies = forms
    draft, typed = ward.facts["draft"], people.cleaned_data
    return Answers(
        ward=draft,
        neighbourhoods=neighbourhoods.drafts(draft.valid_from) if neighbourhoods else [],
        agencies=agencies.drafts(draft.valid_from) if agencies else [],
        admin=Person(full_name=typed["admin_name"], role=Role.ADMIN, phone=typed["admin_phone"]),
        admin_username=typed["admin_username"],
        admin_password=typed["admin_password"],
        officer=Person(
            full_name=typed["officer_name"],
            role=Role.OFFICER,
            title=typed["officer_title"],
            phone=typed["officer_phone"],
        ),
        officer_username=typed["officer_username"],
    )


def _form(step: int, typed: dict | None, *, scolding: bool):
    """A step as it was typed, or with what we propose. Coming back shows no errors of what is not finished."""
    form_class = STEPS[step - 1]
    if typed is None:
        return form_class(initial=form_class.proposal())
    form = form_class(typed)
    if not scolding:
        form.full_clean()
        form.errors.clear()
    return form


def _page(request, step: int, form, *, to_check: bool = False):
    set_up = set_up_so_far()
    answers = set_up.answers if set_up else {}
    context = {
        "form": form,
        "step": step,
        "last": LAST,
        "steps": [_step(number, step, answers) for number in range(1, LAST + 1)],
        "pasted": form.reading(timezone.localdate()) if isinstance(form, ListStep) else None,
        "to_check": to_check,
        "there": (),
        "saved_at": timezone.localtime(set_up.saved_at) if set_up and str(step) in answers else None,
    }
    return render(request, "agencies/first_run.html", context)


def _step(number: int, now: int, answers: dict) -> Step:
    typed = answers.get(str(number))
    if number == now:
        return Step(STEPS[number - 1].label, "đang làm", "now")
    if typed is None:
        return Step(STEPS[number - 1].label)
    summary = "thêm sau" if SKIPPED in typed else _form(number, typed, scolding=False).summary
    return Step(STEPS[number - 1].label, summary, "done")


def _answers() -> dict:
    set_up = set_up_so_far()
    return set_up.answers if set_up else {}
