from interface.doors import page
from programs.views import programmes, tasks

urlpatterns = [
    page("tasks/", tasks.tasks, may="programs.view"),
    page("tasks/plan/", tasks.plan, may="programs.view"),
    page("tasks/<str:code>/", tasks.task, may="programs.view"),
    page("tasks/<str:code>/history/", tasks.task_history, may="programs.view_history"),
    page("programmes/", programmes.programmes, may="programs.view"),
    page("programmes/<str:code>/", programmes.programme, may="programs.view"),
]
