from interface.doors import ONLY, page
from programs.views import programmes, statements, tasks

urlpatterns = [
    page("tasks/", tasks.tasks, may="programs.view"),
    page("tasks/plan/", tasks.plan, may="programs.view"),
    page("tasks/<str:code>/", tasks.task, may="programs.view"),
    page("tasks/<str:code>/nothing", statements.say, may="programs.report_results", posts=True, name="say_nothing"),
    page(
        "tasks/statements/<uuid:nothingtoreport>/take-back",
        statements.take_back,
        may="programs.report_results",
        posts=ONLY,
        name="take_back_nothing",
    ),
    page("tasks/<str:code>/history/", tasks.task_history, may="programs.view_history"),
    page("programmes/", programmes.programmes, may="programs.view"),
    page("programmes/<str:code>/", programmes.programme, may="programs.view"),
]
